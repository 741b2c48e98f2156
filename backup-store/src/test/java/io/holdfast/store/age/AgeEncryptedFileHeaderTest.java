package io.holdfast.store.age;

import static io.holdfast.store.age.EncryptedBytes.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.AgeEncryptionFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeEncryptedFileHeaderTest {

    private static final int PIECE = 64 << 10;

    @TempDir
    static Path folder;

    private static String one;
    private static String other;

    @BeforeAll
    static void keys() {
        one = AgeEncryptionFixture.generate(folder.resolve("one"));
        other = AgeEncryptionFixture.generate(folder.resolve("other"));
    }

    @Test
    void recipients_are_counted() throws IOException {
        assertThat(parse(sealed(new byte[9], one, other)).orElseThrow().recipients())
                .containsExactly("X25519", "X25519");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 1_000_003})
    void the_length_of_the_plain_bytes_follows_from_that_of_the_file(int plain) throws IOException {
        byte[] file = AgeEncryptionFixture.encrypt(new byte[plain], one, other);

        AgeEncryptedFileHeader header = parse(file).orElseThrow();

        assertThat(header.plainBytes(file.length)).hasValue(plain);
        assertThat(new String(file, 0, header.bytes(), StandardCharsets.ISO_8859_1))
                .endsWith("\n");
    }

    @Test
    void a_length_that_no_file_can_have_is_reported() throws IOException {
        byte[] file = sealed(new byte[3 * PIECE], one);

        AgeEncryptedFileHeader header = parse(file).orElseThrow();

        assertThat(header.plainBytes(header.bytes())).isEmpty();
        assertThat(header.plainBytes(header.bytes() + 16)).isEmpty();
        assertThat(header.plainBytes(header.bytes() + 16 + PIECE + 16 + 16)).isEmpty();
    }

    @Test
    void what_age_would_not_read_is_no_header() throws IOException {
        String header = new String(sealed(new byte[0], one), StandardCharsets.ISO_8859_1);
        int end = header.indexOf("--- ");

        for (String broken : new String[] {
            "",
            "PGDMP",
            header.replace("/v1", "/v2"),
            header.substring(0, end),
            header.substring(0, end + 9),
            header.replace("-> X25519", "> X25519"),
            "age-encryption.org/v1\n" + header.substring(end)
        }) {
            assertThat(parse(broken.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(broken)
                    .isEmpty();
        }
    }

    @Test
    void an_age_file_is_known_by_its_first_bytes() {
        assertThat(AgeEncryptedFileHeader.begins(sealed(new byte[0], one))).isTrue();
        assertThat(AgeEncryptedFileHeader.begins("PGDMP".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    private static Optional<AgeEncryptedFileHeader> parse(byte[] file) throws IOException {
        return AgeEncryptedFileHeader.parse(new ByteArrayInputStream(file));
    }
}
