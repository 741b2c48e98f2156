package io.holdfast.store;

/** What a storage says of bytes that cannot be read at once, by the checksum that it keeps of them. */
public sealed interface Attesting
        permits Attesting.Attested, Attesting.Contradicted, NotOffered, Missing, Unreadable, Unavailable {

    /** Length and checksum are those of the copy. */
    record Attested(Key key) implements Attesting {}

    /** @param how in which way they differ, for a person */
    record Contradicted(Key key, String how) implements Attesting {}
}
