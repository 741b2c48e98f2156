package io.holdfast.restoreengine.contents;

import io.holdfast.events.Finding;

/** The result of decoding the whole archive (L2). */
public sealed interface ArchiveDecodeResult {

    /** Whether reading the same contents from another copy may give a better result. */
    default boolean isWorthAnotherCopy() {
        return false;
    }

    /** pg_restore exited with status 0, its error output is empty, and its output was read to the end. */
    record Decoded(RestoreScriptReadResult.Whole contents) implements ArchiveDecodeResult {}

    /** The same contents were decoded in an earlier verification. */
    record DecodedBefore() implements ArchiveDecodeResult {}

    /** The bytes are not a restorable archive. */
    record Undecodable(Finding evidence) implements ArchiveDecodeResult {}

    /**
     * The archive could not be decoded now: no program that knows the format, too little space, or interrupted.
     *
     * @param why the reason with a hint, for a person
     */
    record NotDecoded(String why) implements ArchiveDecodeResult {

        @Override
        public boolean isWorthAnotherCopy() {
            return true;
        }
    }

    /**
     * The archive has more names than this service may hold in memory. Another copy has as many.
     *
     * @param why the limit with a hint, for a person
     */
    record ListTooLong(String why) implements ArchiveDecodeResult {}

    /**
     * The bytes are encrypted with a valid header, but no configured key matches.
     *
     * @param why the reason with the setting that helps, for a person
     * @param again whether the key may become available without a restart
     */
    record NoKey(String why, boolean again) implements ArchiveDecodeResult {}
}
