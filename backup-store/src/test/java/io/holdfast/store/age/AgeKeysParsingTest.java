package io.holdfast.store.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.store.age.ReadDecryptionKeysResult.NoIdentities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgeKeysParsingTest {

    @TempDir
    Path folder;

    private Path file;
    private String publicKey;
    private String privateKey;

    @BeforeEach
    void keys() {
        file = folder.resolve("key.txt");
        publicKey = AgeEncryptionFixture.generate(file);
        privateKey = AgeEncryptionFixture.privateKey(file);
    }

    @Test
    void several_public_keys_are_taken_each_once() {
        String other = AgeEncryptionFixture.generate(folder.resolve("other"));

        assertThat(new AgeEncryptionRecipients(List.of(publicKey, " " + other + " ", publicKey)).keys())
                .containsExactly(publicKey, other);
    }

    @Test
    void a_private_key_is_refused_and_never_quoted() {
        assertThatThrownBy(() -> new AgeEncryptionRecipients(List.of(publicKey, privateKey)))
                .hasMessageContaining("recipient 2 is a private key")
                .hasMessageNotContaining(privateKey);
    }

    @Test
    void what_is_no_key_is_refused_and_never_quoted() {
        for (String wrong :
                List.of("ssh-ed25519 AAAA", publicKey.substring(1), publicKey.toUpperCase(Locale.ROOT), "hunter2")) {
            assertThatThrownBy(() -> new AgeEncryptionRecipients(List.of(wrong)))
                    .hasMessageContaining("recipient 1 is not a public key")
                    .hasMessageNotContaining(wrong);
        }
        char last = publicKey.charAt(61) == 'q' ? 'p' : 'q';
        assertThatThrownBy(() -> new AgeEncryptionRecipients(List.of(publicKey.substring(0, 61) + last)))
                .hasMessageContaining("mistyped");
        assertThatThrownBy(() -> new AgeEncryptionRecipients(List.of())).hasMessageContaining("at least one");
    }

    @Test
    void a_file_holds_several_identities_with_comments_and_blank_lines() throws IOException {
        AgeEncryptionFixture.generate(folder.resolve("other"));
        Files.writeString(file, "\n# rotated\n" + Files.readString(folder.resolve("other")), StandardOpenOption.APPEND);

        assertThat(AgeDecryptionKeys.from(file)).hasToString("2 identities");
    }

    @Test
    void a_file_without_usable_keys_is_reported_without_quoting_it() throws IOException {
        assertThat(reason("# only a comment\n")).contains("no key");
        assertThat(reason(publicKey)).contains("line 1").contains("public key");
        assertThat(reason("\n" + privateKey.substring(0, 40)))
                .contains("line 2")
                .doesNotContain(privateKey.substring(20, 40));
        assertThat(reason("age-encryption.org/v1\n")).contains("passphrase");
        assertThat(reason("hunter2")).doesNotContain("hunter2");
        assertThat(((NoIdentities) AgeDecryptionKeys.from(folder.resolve("absent"))).reason())
                .contains("does not exist");
    }

    private String reason(String text) throws IOException {
        Files.writeString(file, text);
        return ((NoIdentities) AgeDecryptionKeys.from(file)).reason();
    }
}
