package io.holdfast.events.codec;

import io.holdfast.events.Envelope;

/** What came of reading a record. Nothing that anyone can send makes reading throw. */
public sealed interface RecordDecodeResult {

    /** A message of ours. */
    record Read(Envelope<?> envelope) implements RecordDecodeResult {}

    /** A well-formed event of a type, or a version of a type, that this reader does not know: skipped, counted. */
    record Unknown(String type) implements RecordDecodeResult {}

    /** Nobody can read it; it goes to the dead letters with this reason, a sentence for a person. */
    record Unreadable(String reason) implements RecordDecodeResult {}
}
