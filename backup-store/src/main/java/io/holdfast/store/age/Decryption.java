package io.holdfast.store.age;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.List;

/** Makes an age file into plain bytes. */
public final class Decryption {

    private Decryption() {}

    /**
     * Opens an age file; its header is read at once.
     *
     * @param file at its first byte; the plain stream closes it
     * @throws IOException only where the file itself cannot be read
     */
    public static Decrypting of(Identities identities, InputStream file) throws IOException {
        SourceChannel source = new SourceChannel(file);
        AnyIdentity key = new AnyIdentity(identities);
        try {
            return new Decrypting.Opened(new PlainStream(
                    new StandardDecryptingChannelFactory().newDecryptingChannel(source, List.of(key)), source));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            source.rethrow();
            if (key.fitted()) {
                return new Decrypting.Broken("its header is not the one that was written");
            }
            return key.wasAsked()
                    ? new Decrypting.NoKey(key.stanzas())
                    : new Decrypting.Broken("it has no header of age's format");
        }
    }
}
