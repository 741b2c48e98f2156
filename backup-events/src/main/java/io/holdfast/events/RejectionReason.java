package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The reason why a request was refused before any work. */
public enum RejectionReason {
    @JsonProperty("unknown_database")
    UNKNOWN_DATABASE,
    @JsonProperty("unknown_kind")
    UNKNOWN_KIND,
    /** The same source and id were used before for another database or kind. */
    @JsonProperty("id_reused")
    ID_REUSED,
    @JsonProperty("queue_full")
    QUEUE_FULL,
    /** The source has the maximum number of open backups of the database. */
    @JsonProperty("source_limit")
    SOURCE_LIMIT,
    /** The source exceeded its limit a short time ago. */
    @JsonProperty("source_paused")
    SOURCE_PAUSED,
    /** The source is not allowed on this topic, such as {@code /holdfast/scheduler} on {@code backup-requests}. */
    @JsonProperty("source_reserved")
    SOURCE_RESERVED,
    /** The label is too long, or another field is not valid. */
    @JsonProperty("invalid")
    INVALID,
    /** A reason that this version does not know: values that later versions add are read as this one. */
    @JsonProperty("other")
    @JsonEnumDefaultValue
    OTHER
}
