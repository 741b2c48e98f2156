package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.secret.UnusableSecretFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.TextOutputCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFromFileTest {

    @TempDir
    Path folder;

    private final NameCallback name = new NameCallback("name");
    private final PasswordCallback password = new PasswordCallback("password", false);

    @Test
    void user_and_password_are_answered() throws IOException, UnsupportedCallbackException {
        PasswordFromFile handler = reading(Files.writeString(folder.resolve("password"), "s3cret\n"));

        handler.handle(new Callback[] {name, password});

        assertThat(name.getName()).isEqualTo("holdfast-dump");
        assertThat(password.getPassword()).isEqualTo("s3cret".toCharArray());
    }

    @Test
    void a_password_that_was_changed_is_the_next_answer() throws IOException, UnsupportedCallbackException {
        Path file = Files.writeString(folder.resolve("password"), "old");
        PasswordFromFile handler = reading(file);
        handler.handle(new Callback[] {password});
        Files.writeString(file, "new");

        handler.handle(new Callback[] {password});

        assertThat(password.getPassword()).isEqualTo("new".toCharArray());
    }

    @Test
    void a_file_that_is_missing_is_named() {
        PasswordFromFile handler = reading(folder.resolve("absent"));

        assertThatThrownBy(() -> handler.handle(new Callback[] {password}))
                .isInstanceOf(UnusableSecretFileException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void settings_without_a_file_are_refused() {
        assertThatThrownBy(() ->
                        new PasswordFromFile().configure(Map.of(), "SCRAM-SHA-512", options(Map.of("username", "a"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("passwordFile");
    }

    @Test
    void what_is_not_understood_is_refused() {
        PasswordFromFile handler = reading(folder);

        assertThatThrownBy(() -> handler.handle(new Callback[] {new TextOutputCallback(0, "?")}))
                .isInstanceOf(UnsupportedCallbackException.class);
    }

    private static PasswordFromFile reading(Path file) {
        PasswordFromFile handler = new PasswordFromFile();
        handler.configure(
                Map.of(),
                "SCRAM-SHA-512",
                options(Map.of("username", "holdfast-dump", "passwordFile", file.toString())));
        return handler;
    }

    private static List<AppConfigurationEntry> options(Map<String, String> options) {
        return List.of(
                new AppConfigurationEntry(ScramLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options));
    }
}
