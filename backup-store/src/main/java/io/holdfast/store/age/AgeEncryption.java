package io.holdfast.store.age;

import com.exceptionfactory.jagged.EncryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Makes plain bytes into an age file. */
public final class AgeEncryption {

    private AgeEncryption() {}

    /**
     * Encrypts in passing, in pieces of 64 KiB and with no more memory than a few of them. The header is written at once.
     *
     * @param out takes the age file; it is never closed here
     */
    public static AgeEncryptingStream to(AgeRecipients recipients, OutputStream out) throws IOException {
        return to(recipients, out, new StandardEncryptingChannelFactory());
    }

    /** A small text as an age file that is itself text; {@code age -d} opens it like any other. */
    public static String armored(AgeRecipients recipients, String text) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (AgeEncryptingStream stream = to(recipients, file, new ArmoredEncryptingChannelFactory())) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
        return file.toString(StandardCharsets.US_ASCII);
    }

    private static AgeEncryptingStream to(AgeRecipients recipients, OutputStream out, EncryptingChannelFactory factory)
            throws IOException {
        try {
            return new AgeEncryptingStream(
                    factory.newEncryptingChannel(new NonClosingChannel(out), recipients.writers()::iterator));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no X25519 or no ChaCha20-Poly1305", e);
        }
    }
}
