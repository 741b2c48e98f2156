package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactionTest {

    private final SecretRedaction redaction = new SecretRedaction(Optional.of(Secret.of("hunter2")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed for hunter2",
                "password=hunter3",
                "PGPASSWORD=hunter3 pg_dump",
                "password = 'hunter3 \\' hunter3'",
                "Password: hunter3",
                "postgres://joe:hunter3@db/app",
                "postgresql://joe:hunter3@db/app?sslmode=off",
                "subscription to host=db.internal password=hunter3 dbname=app",
                "host=hunter3 port=5 user=joe"
            })
    void passwords_and_connection_strings_are_removed(String said) {
        assertThat(redaction.of(said)).doesNotContain("hunter").contains("***");
    }

    @Test
    void ordinary_words_stay() {
        String said = "pg_dump: error: password authentication failed for user \"joe\" on host \"db\"";

        assertThat(redaction.of(said)).isEqualTo(said);
    }
}
