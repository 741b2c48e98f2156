package io.holdfast.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgeEncryptionFixtureTest {

    @TempDir
    Path folder;

    @Test
    void a_pair_is_generated_once() {
        String first = AgeEncryptionFixture.generate(folder.resolve("key"));

        assertThat(first).matches("age1[a-z0-9]{58}");
        assertThat(AgeEncryptionFixture.generate(folder.resolve("key"))).isEqualTo(first);
        assertThat(AgeEncryptionFixture.generate(folder.resolve("other"))).isNotEqualTo(first);
    }

    @Test
    void each_recipient_decrypts_and_nobody_else() {
        byte[] plain = "create role app;".repeat(9_000).getBytes(StandardCharsets.UTF_8);
        byte[] file = AgeEncryptionFixture.encrypt(
                plain,
                AgeEncryptionFixture.generate(folder.resolve("ann")),
                AgeEncryptionFixture.generate(folder.resolve("bob")));
        AgeEncryptionFixture.generate(folder.resolve("eve"));

        assertThat(AgeEncryptionFixture.decrypt(folder.resolve("ann"), file)).isEqualTo(plain);
        assertThat(AgeEncryptionFixture.decrypt(folder.resolve("bob"), file)).isEqualTo(plain);
        assertThatThrownBy(() -> AgeEncryptionFixture.decrypt(folder.resolve("eve"), file))
                .hasMessageContaining("cannot decrypt");
    }
}
