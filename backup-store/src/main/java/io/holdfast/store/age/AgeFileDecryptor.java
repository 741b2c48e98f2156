package io.holdfast.store.age;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.List;

/** Decrypts age files. */
public final class AgeFileDecryptor {

    private AgeFileDecryptor() {}

    /**
     * Opens an age file, and reads its header immediately.
     *
     * @param file positioned at its first byte; the plain stream closes it
     * @throws IOException only if the file itself cannot be read
     */
    public static DecryptAgeFileResult of(AgeDecryptionKeys identities, InputStream file) throws IOException {
        ReadFailureRecordingChannel source = new ReadFailureRecordingChannel(file);
        AgeDecryptionKeyMatcher key = new AgeDecryptionKeyMatcher(identities);
        try {
            return new DecryptAgeFileResult.Opened(new AgeDecryptingStream(
                    new StandardDecryptingChannelFactory().newDecryptingChannel(source, List.of(key)), source));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            source.rethrow();
            if (key.fitted()) {
                return new DecryptAgeFileResult.Broken("its header was altered");
            }
            return key.wasAsked()
                    ? new DecryptAgeFileResult.NoKey(key.stanzas())
                    : new DecryptAgeFileResult.Broken("it has no valid age header");
        }
    }
}
