package io.holdfast.store.age;

import java.io.InputStream;

/** The answer to a wish to open an age file. */
public sealed interface DecryptResult {

    /**
     * One of the identities fits.
     *
     * @param plain every piece of it is authentic when it is given out; {@link AlteredBytesException} where one is not, or where the last
     *     is missing. To be closed
     */
    record Opened(InputStream plain) implements DecryptResult {}

    /**
     * It is encrypted to others. That says nothing about its bytes: recipients are anonymous, and a stanza that was ours and
     * is damaged looks like a stranger's.
     */
    record NoKey(int recipients) implements DecryptResult {}

    /**
     * Nobody can open it: it is no age file, or one of our identities fits and the header is not the one that was written.
     *
     * @param how for a person
     */
    record Broken(String how) implements DecryptResult {}
}
