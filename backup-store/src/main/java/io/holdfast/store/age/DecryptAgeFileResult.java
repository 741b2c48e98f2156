package io.holdfast.store.age;

import java.io.InputStream;

/** The result of opening an age file. */
public sealed interface DecryptAgeFileResult {

    /**
     * One of the identities matches.
     *
     * @param plain returns only authenticated bytes; throws {@link AlteredCiphertextException} if a chunk is not authentic, or the last one is
     * missing. The caller closes it
     */
    record Opened(InputStream plain) implements DecryptAgeFileResult {}

    /**
     * The file is encrypted for other recipients. This result says nothing about the bytes: recipients are anonymous, and a damaged stanza
     * for one of our identities looks like that of another recipient.
     */
    record NoKey(int recipients) implements DecryptAgeFileResult {}

    /**
     * Nothing can decrypt the file: it is not an age file, or one of our identities matches and the header was altered.
     *
     * @param how for operators
     */
    record Broken(String how) implements DecryptAgeFileResult {}
}
