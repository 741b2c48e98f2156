package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseConnectionTest {

    private static final DatabaseConnection CONNECTION = DatabaseConnection.to("db.example", 5433, "backup", "app")
            .withPassword(Secret.of("s3cret-w0rd"))
            .withTls(new TlsSettings(
                    Optional.of(SslMode.VERIFY_FULL),
                    Optional.of(Path.of("/etc/ca.pem")),
                    Optional.of(Path.of("/etc/me.crt")),
                    Optional.of(Path.of("/etc/me.key"))));

    @Test
    void it_reaches_programs_as_libpqs_parameters() {
        assertThat(CONNECTION.parameters())
                .extracting(parameter -> parameter.keyword() + "=" + parameter.value())
                .containsExactly(
                        "host=db.example",
                        "port=5433",
                        "user=backup",
                        "dbname=app",
                        "application_name=holdfast",
                        "sslmode=verify-full",
                        "sslrootcert=/etc/ca.pem",
                        "sslcert=/etc/me.crt",
                        "sslkey=/etc/me.key");
    }

    @Test
    void no_variable_has_the_password_or_a_name() {
        assertThat(CONNECTION.environment()).containsOnlyKeys("PGCONNECT_TIMEOUT", "PGTZ");
    }

    @Test
    void it_never_shows_its_password() {
        assertThat(CONNECTION.toString()).contains("db.example").doesNotContain("s3cret");
    }

    @Test
    void programs_inherit_no_libpq_variable_and_print_english() {
        ProcessBuilder builder = ProgramLauncher.builder(java.util.List.of("true"), CONNECTION.environment());

        assertThat(builder.environment().keySet())
                .allMatch(name ->
                        !name.startsWith("PG") || CONNECTION.environment().containsKey(name))
                .contains("LC_ALL")
                .doesNotContain("JAVA_HOME", "DATABASE_PASSWORD", "JAVA_TOOL_OPTIONS");
    }
}
