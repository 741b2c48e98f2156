package io.holdfast.store.age;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Bytes that {@link AgeFileEncryptor} and {@link AgeFileDecryptor} encrypt and decrypt. */
final class EncryptedBytes {

    private EncryptedBytes() {}

    static byte[] sealed(byte[] plain, String... recipients) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream stream = AgeFileEncryptor.to(new AgeEncryptionRecipients(List.of(recipients)), file)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    static byte[] opened(DecryptAgeFileResult decryptResult) throws IOException {
        if (decryptResult instanceof DecryptAgeFileResult.Opened opened) {
            try (InputStream plain = opened.plain()) {
                return plain.readAllBytes();
            }
        }
        throw new AssertionError(decryptResult);
    }
}
