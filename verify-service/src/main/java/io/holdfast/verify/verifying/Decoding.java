package io.holdfast.verify.verifying;

import io.holdfast.events.Finding;

/** What decoding the whole archive showed (L2). */
public sealed interface Decoding {

    /** The program ended well and said nothing, and its output was read to the end. */
    record Decoded(Script.Whole contents) implements Decoding {}

    /** The bytes are no archive that could be restored. */
    record Undecodable(Finding evidence) implements Decoding {}

    /**
     * Nobody could look: no program that knows the format, no room, stopped from outside.
     *
     * @param why a sentence for a person, with a hint
     */
    record NotDecoded(String why) implements Decoding {}
}
