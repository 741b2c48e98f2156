package io.holdfast.store.age;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Bytes that {@link AgeEncryption} and {@link AgeDecryption} encrypt and decrypt. */
final class EncryptedBytes {

    private EncryptedBytes() {}

    static byte[] sealed(byte[] plain, String... recipients) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream stream = AgeEncryption.to(new AgeRecipients(List.of(recipients)), file)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    static byte[] opened(DecryptResult decryptResult) throws IOException {
        if (decryptResult instanceof DecryptResult.Opened opened) {
            try (InputStream plain = opened.plain()) {
                return plain.readAllBytes();
            }
        }
        throw new AssertionError(decryptResult);
    }
}
