package io.holdfast.events.codec;

import io.holdfast.events.Envelope;

/** The result of decoding a record. No input makes decoding throw. */
public sealed interface RecordDecodeResult {

    /** A message of Holdfast. */
    record Read(Envelope<?> envelope) implements RecordDecodeResult {}

    /** A valid event of a type, or a version of a type, that this reader does not know. It is skipped and counted. */
    record Unknown(String type) implements RecordDecodeResult {}

    /** The record cannot be decoded. It becomes a dead letter with this reason, a sentence for people. */
    record Unreadable(String reason) implements RecordDecodeResult {}
}
