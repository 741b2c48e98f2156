package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A message on one of Holdfast's topics. Its CloudEvents type is derived from the record's name. */
public sealed interface Message
        permits BackupRequest, OperatorRequest, BackupEvent, BackupProgressed, RestoreProgressed {

    /** The only topic of this message. */
    @JsonIgnore
    Topic topic();

    /** Key of the record and CloudEvents {@code subject}: the database concerned, as written by the sender. */
    @JsonIgnore
    String subject();
}
