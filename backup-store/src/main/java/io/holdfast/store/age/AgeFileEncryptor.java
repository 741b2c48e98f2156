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

/** Encrypts bytes into an age file. */
public final class AgeFileEncryptor {

    private AgeFileEncryptor() {}

    /**
     * Encrypts a stream in chunks of 64 KiB, and keeps only a few of them in memory. The header is written immediately.
     *
     * @param out receives the age file; it is never closed here
     */
    public static AgeEncryptingStream to(AgeEncryptionRecipients recipients, OutputStream out) throws IOException {
        return to(recipients, out, new StandardEncryptingChannelFactory());
    }

    /** Encrypts a small text into an armored age file, which is itself text; {@code age -d} decrypts it like any other. */
    public static String armored(AgeEncryptionRecipients recipients, String text) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (AgeEncryptingStream stream = to(recipients, file, new ArmoredEncryptingChannelFactory())) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return file.toString(StandardCharsets.US_ASCII);
    }

    private static AgeEncryptingStream to(
            AgeEncryptionRecipients recipients, OutputStream out, EncryptingChannelFactory factory) throws IOException {
        try {
            return new AgeEncryptingStream(
                    factory.newEncryptingChannel(new NonClosingChannel(out), recipients.writers()::iterator));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks X25519 or ChaCha20-Poly1305", e);
        }
    }
}
