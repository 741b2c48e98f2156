package io.holdfast.restoreengine.contents;

import io.holdfast.events.Finding;

/** What decoding the whole archive showed (L2). */
public sealed interface ArchiveDecodeResult {

    /** Whether the same bytes, read from another place, might tell more. */
    default boolean isWorthAnotherCopy() {
        return false;
    }

    /** The program ended well and said nothing, and its output was read to the end. */
    record Decoded(ScriptReadResult.Whole contents) implements ArchiveDecodeResult {}

    /** The same bytes were decoded in an earlier verification. */
    record DecodedBefore() implements ArchiveDecodeResult {}

    /** The bytes are no archive that could be restored. */
    record Undecodable(Finding evidence) implements ArchiveDecodeResult {}

    /**
     * Nobody could look: no program that knows the format, no room, stopped from outside.
     *
     * @param why a sentence for a person, with a hint
     */
    record NotDecoded(String why) implements ArchiveDecodeResult {

        @Override
        public boolean isWorthAnotherCopy() {
            return true;
        }
    }

    /**
     * The archive has more names than this service may keep in memory; another copy has as many.
     *
     * @param why a sentence for a person, with the limit and a hint
     */
    record ListTooLong(String why) implements ArchiveDecodeResult {}

    /**
     * The bytes are encrypted, with a header that is whole, and nobody here has a key that fits.
     *
     * @param why a sentence for a person, with the setting that would help
     * @param again whether the key may come without a restart
     */
    record NoKey(String why, boolean again) implements ArchiveDecodeResult {}
}
