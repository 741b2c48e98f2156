package io.holdfast.store.age;

import static io.holdfast.store.age.EncryptedBytes.opened;
import static io.holdfast.store.age.EncryptedBytes.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and files work in both directions between Holdfast and Debian's {@code age}. */
@NeedsProgram("age")
class InteropTest {

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
        our = AgeProgram.keygen(ours);
        their = AgeEncryptionFixture.generate(theirs);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 1_000_003})
    void what_is_encrypted_here_opens_with_the_program(int length) {
        byte[] plain = bytes(length);

        byte[] file = sealed(plain, our);

        assertThat(AgeProgram.decrypt(ours, file)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 1_000_003})
    void what_the_program_encrypted_opens_here(int length) throws IOException {
        byte[] plain = bytes(length);

        DecryptAgeFileResult decryptResult = open(ours, AgeProgram.encrypt(plain, our));

        assertThat(opened(decryptResult)).isEqualTo(plain);
    }

    @Test
    void each_of_two_recipients_opens_it_alone() throws IOException {
        byte[] file = sealed(bytes(100), our, their);

        assertThat(AgeProgram.decrypt(ours, file)).isEqualTo(bytes(100));
        assertThat(AgeProgram.decrypt(theirs, file)).isEqualTo(bytes(100));
        assertThat(opened(open(theirs, file))).isEqualTo(bytes(100));
    }

    @Test
    void a_text_stays_text_and_opens_with_the_program() {
        String file = AgeFileEncryptor.armored(
                new AgeEncryptionRecipients(List.of(our)), "create role \"ä\";\n".repeat(9_000));

        assertThat(file).startsWith("-----BEGIN AGE ENCRYPTED FILE-----\n").isASCII();
        assertThat(new String(
                        AgeProgram.decrypt(ours, file.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.UTF_8))
                .isEqualTo("create role \"ä\";\n".repeat(9_000));
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
}
