package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCredentialsTest {

    private static final String PREFIX = "holdfast.databases.app";
    private static final DatabaseConnection PLAIN = DatabaseConnection.to("db.example", 5432, "backup", "app");
    private static final SecretVault VAULT = (path, key) -> path + "#" + key;

    @TempDir
    Path folder;

    @Test
    void a_file_is_read_anew_for_every_use() throws IOException, PasswordUnavailableException {
        Path file = folder.resolve("password");
        Files.writeString(file, "first\nsecond line\n");
        ServerCredentials credentials =
                ServerCredentials.of(PREFIX, GivenSignInSettings.password(null, file, null), VAULT);
        assertThat(password(credentials)).isEqualTo("first");

        Files.writeString(file, "rotated");

        assertThat(password(credentials)).isEqualTo("rotated");
    }

    @Test
    void a_file_that_cannot_be_read_is_no_refusal_by_the_server() {
        ServerCredentials credentials = ServerCredentials.of(
                PREFIX, GivenSignInSettings.password(null, folder.resolve("missing"), null), VAULT);

        assertThatThrownBy(() -> credentials.on(PLAIN))
                .isInstanceOf(PasswordUnavailableException.class)
                .hasMessageContaining("NoSuchFileException")
                .hasMessageContaining("Check holdfast.databases.app.password-file");
    }

    @Test
    void a_line_end_of_windows_and_a_byte_order_mark_are_no_part_of_it()
            throws IOException, PasswordUnavailableException {
        Path file = Files.writeString(folder.resolve("password"), "\ufeffZürich ß \r\n");

        assertThat(password(ServerCredentials.of(PREFIX, GivenSignInSettings.password(null, file, null), VAULT)))
                .isEqualTo("Zürich ß ");
    }

    @Test
    void what_is_no_utf_8_is_refused_by_the_name_of_the_file() throws IOException {
        Path file = Files.write(folder.resolve("password"), "Zürich".getBytes(StandardCharsets.ISO_8859_1));
        ServerCredentials credentials =
                ServerCredentials.of(PREFIX, GivenSignInSettings.password(null, file, null), VAULT);

        assertThatThrownBy(() -> credentials.on(PLAIN))
                .isInstanceOf(PasswordUnavailableException.class)
                .hasMessageContaining(file + " is not in UTF-8")
                .hasMessageNotContaining("rich");
    }

    @Test
    void a_password_that_lost_characters_in_the_environment_is_refused_without_being_quoted() {
        GivenSignInSettings lossy = GivenSignInSettings.password("Z\ufffd\ufffdrich", null, null);

        assertThatThrownBy(() -> ServerCredentials.of(PREFIX, lossy, VAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holdfast.databases.app.password contains characters")
                .hasMessageContaining("LC_ALL=C.UTF-8")
                .hasMessageNotContaining("rich");
    }

    @Test
    void without_a_password_source_no_password_is_sent() throws PasswordUnavailableException {
        ServerCredentials credentials =
                ServerCredentials.of(PREFIX, GivenSignInSettings.password(null, null, null), VAULT);

        assertThat(credentials.on(PLAIN).password()).isEmpty();
    }

    @Test
    void a_plain_one_is_taken_as_it_is() throws PasswordUnavailableException {
        assertThat(password(ServerCredentials.of(PREFIX, GivenSignInSettings.password("pl ain", null, null), VAULT)))
                .isEqualTo("pl ain");
    }

    @Test
    void the_vault_is_asked_for_the_key_or_for_the_usual_one() throws PasswordUnavailableException {
        GivenSignInSettings givenSignInSettings = GivenSignInSettings.password(null, null, "databases/app");

        assertThat(password(ServerCredentials.of(PREFIX, givenSignInSettings, VAULT)))
                .isEqualTo("databases/app#password");
        assertThat(password(ServerCredentials.of(PREFIX, givenSignInSettings.withKey("backup"), VAULT)))
                .isEqualTo("databases/app#backup");
    }

    @ParameterizedTest
    @CsvSource({"plain,/file,", "plain,,path", ",/file,path", "plain,/file,path"})
    void two_places_for_one_password_are_refused(String plain, Path file, String vaultPath) {
        assertThatThrownBy(
                        () -> ServerCredentials.of(PREFIX, GivenSignInSettings.password(plain, file, vaultPath), VAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holdfast.databases.app: ")
                .hasMessageContaining("Set only one of password, password-file and vault-path");
    }

    @Test
    void a_certificate_without_its_key_is_refused() {
        GivenSignInSettings half = GivenSignInSettings.password(null, null, null)
                .withTls(SslMode.VERIFY_FULL, Path.of("/ca.crt"), Path.of("/me.crt"), null);

        assertThatThrownBy(() -> ServerCredentials.of(PREFIX, half, VAULT))
                .hasMessageContaining("ssl-certificate requires ssl-key");
    }

    @Test
    void a_key_that_the_driver_would_take_for_another_format_is_refused() {
        GivenSignInSettings named = GivenSignInSettings.password(null, null, null)
                .withTls(SslMode.VERIFY_FULL, Path.of("/ca.crt"), Path.of("/me.crt"), Path.of("/me.pk8"));

        assertThatThrownBy(() -> ServerCredentials.of(PREFIX, named, VAULT))
                .hasMessageContaining("whose name ends with .key or .pem");
    }

    private static String password(ServerCredentials credentials) throws PasswordUnavailableException {
        return credentials.on(PLAIN).password().orElseThrow().reveal();
    }
}
