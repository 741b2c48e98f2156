package io.holdfast.store.age;

import static io.holdfast.store.age.EncryptedBytes.opened;
import static io.holdfast.store.age.EncryptedBytes.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.testing.AgeEncryptionFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeFileEncryptorTest {

    private static final int PIECE = 64 << 10;

    @TempDir
    static Path folder;

    private static Path ours;
    private static Path theirs;
    private static String our;
    private static String their;

    @BeforeAll
    static void keys() {
        ours = folder.resolve("ours");
        theirs = folder.resolve("theirs");
        our = AgeEncryptionFixture.generate(ours);
        their = AgeEncryptionFixture.generate(theirs);
    }

    @Test
    void a_foreign_key_decrypts_nothing_and_proves_no_damage() throws IOException {
        assertThat(open(theirs, sealed(bytes(100), our))).isEqualTo(new DecryptAgeFileResult.NoKey(1));
    }

    @Test
    void any_changed_byte_of_the_payload_is_noticed() throws IOException {
        byte[] file = sealed(bytes(3 * PIECE), our);
        file[file.length - PIECE] ^= 1;

        DecryptAgeFileResult decryptResult = open(ours, file);

        assertThatThrownBy(() -> opened(decryptResult)).isInstanceOf(AlteredCiphertextException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, PIECE + 16, 2 * (PIECE + 16)})
    void a_missing_end_is_detected_even_at_a_chunk_boundary(int missing) throws IOException {
        byte[] file = sealed(bytes(3 * PIECE), our);

        DecryptAgeFileResult decryptResult = open(ours, Arrays.copyOf(file, file.length - missing));

        assertThatThrownBy(() -> opened(decryptResult)).isInstanceOf(AlteredCiphertextException.class);
    }

    @Test
    void a_changed_header_is_detected_by_its_recipient() throws IOException {
        byte[] file = sealed(bytes(100), our, their);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int mac = text.indexOf("--- ") + 6;
        file[mac] = (byte) (file[mac] == 'A' ? 'B' : 'A');

        assertThat(open(ours, file)).isInstanceOf(DecryptAgeFileResult.Broken.class);
    }

    @Test
    void a_file_that_is_not_an_age_file_is_reported() throws IOException {
        assertThat(open(ours, "PGDMP and so on".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(DecryptAgeFileResult.Broken.class);
        assertThat(open(ours, new byte[0])).isInstanceOf(DecryptAgeFileResult.Broken.class);
    }

    @Test
    void a_file_that_cannot_be_read_is_not_called_altered() {
        byte[] file = sealed(bytes(3 * PIECE), our);
        InputStream broken = new BreakingStream(file, file.length - 10);

        assertThatThrownBy(() -> opened(AgeFileDecryptor.of(identities(ours), broken)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(AlteredCiphertextException.class)
                .hasMessage("the line is dead");
    }

    private static DecryptAgeFileResult open(Path identity, byte[] file) throws IOException {
        return AgeFileDecryptor.of(identities(identity), new ByteArrayInputStream(file));
    }

    private static AgeDecryptionKeys identities(Path file) {
        return (AgeDecryptionKeys) AgeDecryptionKeys.from(file);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static final class BreakingStream extends InputStream {

        private final byte[] bytes;
        private final int end;
        private int position;

        BreakingStream(byte[] bytes, int end) {
            this.bytes = bytes;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            if (position == end) {
                throw new IOException("the line is dead");
            }
            return bytes[position++] & 0xFF;
        }
    }
}
