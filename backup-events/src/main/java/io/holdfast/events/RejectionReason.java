package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a request was refused before any work. */
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
    /** The source has as many open backups of the database as one source may have. */
    @JsonProperty("source_limit")
    SOURCE_LIMIT,
    /** The source went over its limit a short time ago. */
    @JsonProperty("source_paused")
    SOURCE_PAUSED,
    /** The source is one that the writers of this topic may not use, such as {@code /holdfast/scheduler} on {@code backup-requests}. */
    @JsonProperty("source_reserved")
    SOURCE_RESERVED,
    /** The label is too long, or the request is otherwise outside its limits. */
    @JsonProperty("invalid")
    INVALID,
    /** A reason that the reader has no word for: how a word added after this version is read. */
    @JsonProperty("other")
    @JsonEnumDefaultValue
    OTHER
}
