package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Anything that travels on one of Holdfast's topics. Its CloudEvents type is made from the record's name. */
public sealed interface Message
        permits BackupRequest, OperatorRequest, BackupEvent, BackupProgressed, RestoreProgressed {

    /** The topic on which this message, and no other topic, may appear. */
    @JsonIgnore
    Topic topic();

    /** Key of the record and CloudEvents {@code subject}: the database concerned, as written by the sender. */
    @JsonIgnore
    String subject();
}
