package io.holdfast.store.age;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.List;

/** Decrypts age files. */
public final class AgeDecryption {

    private AgeDecryption() {}

    /**
     * Opens an age file, and reads its header immediately.
     *
     * @param file positioned at its first byte; the plain stream closes it
     * @throws IOException only if the file itself cannot be read
     */
    public static DecryptResult of(AgeIdentities identities, InputStream file) throws IOException {
        EncryptedSourceChannel source = new EncryptedSourceChannel(file);
        AgeIdentityMatcher key = new AgeIdentityMatcher(identities);
        try {
            return new DecryptResult.Opened(new AgeDecryptingStream(
                    new StandardDecryptingChannelFactory().newDecryptingChannel(source, List.of(key)), source));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            source.rethrow();
            if (key.fitted()) {
                return new DecryptResult.Broken("its header was altered");
            }
            return key.wasAsked()
                    ? new DecryptResult.NoKey(key.stanzas())
                    : new DecryptResult.Broken("it has no valid age header");
        }
    }
}
