package io.holdfast.localstack.testing;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;

/** Keys and files in age's format, for tests that do not cover the {@code age} program itself. */
public final class AgeEncryptionFixture {

    private static final String PUBLIC = "# public key: ";
    private static final String PRIVATE = "AGE-SECRET-KEY-";
    private static final String ARMOR = "-----BEGIN AGE";

    private AgeEncryptionFixture() {}

    /**
     * Writes a key pair as {@code age-keygen} does, unless the file exists.
     *
     * @return the public key
     */
    public static String generate(Path file) {
        try {
            if (!Files.exists(file)) {
                KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
                Files.writeString(
                        file,
                        PUBLIC + ascii(pair.getPublic().getEncoded()) + "\n"
                                + ascii(pair.getPrivate().getEncoded()) + "\n");
            }
            return line(file, PUBLIC).substring(PUBLIC.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key in such a file. */
    public static String privateKey(Path file) {
        try {
            return line(file, PRIVATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] encrypt(byte[] plain, String... recipients) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            List<RecipientStanzaWriter> writers = new ArrayList<>();
            for (String recipient : recipients) {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
            }
            try (WritableByteChannel channel =
                    new StandardEncryptingChannelFactory().newEncryptingChannel(Channels.newChannel(file), writers)) {
                ByteBuffer bytes = ByteBuffer.wrap(plain);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return file.toByteArray();
    }

    /** Writes the encrypted file beside the original, as {@code NAME.age}. */
    public static Path encrypt(Path file, String recipient) {
        try {
            return Files.write(
                    file.resolveSibling(file.getFileName() + ".age"), encrypt(Files.readAllBytes(file), recipient));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Decrypts a file in either of age's two forms, binary or text.
     *
     * @throws IllegalStateException if the key does not fit, or the file was changed
     */
    public static byte[] decrypt(Path identity, byte[] file) {
        boolean isText = new String(file, StandardCharsets.ISO_8859_1).startsWith(ARMOR);
        try {
            RecipientStanzaReader reader =
                    X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(privateKey(identity));
            try (ReadableByteChannel plain = (isText
                            ? new ArmoredDecryptingChannelFactory()
                            : new StandardDecryptingChannelFactory())
                    .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(file)), List.of(reader))) {
                return Channels.newInputStream(plain).readAllBytes();
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot decrypt with the key in " + identity, e);
        }
    }

    private static String line(Path file, String beginning) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no line of " + file + " begins with " + beginning));
    }

    private static String ascii(byte[] encoded) {
        return new String(encoded, StandardCharsets.US_ASCII);
    }
}
