package io.holdfast.store.age;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Bytes that {@link Encryption} and {@link Decryption} encrypt and decrypt. */
final class Encrypted {

    private Encrypted() {}

    static byte[] sealed(byte[] plain, String... recipients) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream stream = Encryption.to(new Recipients(List.of(recipients)), file)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    static byte[] opened(Decrypting decrypting) throws IOException {
        if (decrypting instanceof Decrypting.Opened opened) {
            try (InputStream plain = opened.plain()) {
                return plain.readAllBytes();
            }
        }
        throw new AssertionError(decrypting);
    }
}
