package io.holdfast.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.credentials.StandInVault.State;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.SecretVault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quarkus' client with a server that answers like Vault. */
@QuarkusTest
@QuarkusTestResource(value = StandInVault.class, restrictToAnnotatedClass = true)
class VaultIT {

    private static final String PATH = "databases/app";

    @Inject
    SecretVault vault;

    private final Said said = new Said();

    @BeforeEach
    void it_serves() {
        StandInVault.is(State.SERVING);
        StandInVault.keeps(PATH, "geheim-1");
        Logger.getLogger("").addHandler(said);
    }

    @AfterEach
    void nothing_secret_was_logged() {
        Logger.getLogger("").removeHandler(said);
        assertThat(said.lines).noneMatch(line -> line.contains("geheim") || line.contains(StandInVault.TOKEN));
    }

    @Test
    void a_rotated_password_is_noticed_at_the_next_use() throws PasswordUnavailableException {
        assertThat(vault.read(PATH, "password")).isEqualTo("geheim-1");

        StandInVault.keeps(PATH, "geheim-2");

        assertThat(vault.read(PATH, "password")).isEqualTo("geheim-2");
    }

    @Test
    void a_secret_that_is_not_there_is_named() {
        assertThatThrownBy(() -> vault.read("databases/other", "password"))
                .isInstanceOf(PasswordUnavailableException.class)
                .hasMessageContaining("no secret 'databases/other' (404)");
    }

    @Test
    void a_value_that_the_secret_lacks_is_named() {
        assertThatThrownBy(() -> vault.read(PATH, "pw"))
                .isInstanceOf(PasswordUnavailableException.class)
                .hasMessageContaining("has no key 'pw'");
    }

    @Test
    void an_expired_token_is_distinguished_from_an_unavailable_vault() {
        StandInVault.is(State.TOKEN_EXPIRED);

        assertThatThrownBy(() -> vault.read(PATH, "password"))
                .isInstanceOf(PasswordUnavailableException.class)
                .hasMessageContaining("(403)")
                .hasMessageContaining("token has expired");
    }

    @Test
    void a_sealed_vault_is_to_be_unsealed() {
        StandInVault.is(State.SEALED);

        assertThatThrownBy(() -> vault.read(PATH, "password"))
                .isInstanceOf(PasswordUnavailableException.class)
                .hasMessageContaining("(503)")
                .hasMessageContaining("Unseal");
    }

    @Test
    void a_vault_that_is_away_is_asked_again_when_it_is_back() throws PasswordUnavailableException {
        StandInVault.goesAway();
        try {
            assertThatThrownBy(() -> vault.read(PATH, "password"))
                    .isInstanceOf(PasswordUnavailableException.class)
                    .hasMessageContaining("Vault does not answer")
                    .hasMessageContaining("quarkus.vault.url");
        } finally {
            StandInVault.comesBack();
        }

        assertThat(vault.read(PATH, "password")).isEqualTo("geheim-1");
    }

    private static final class Said extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage() + " "
                    + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()) + " "
                    + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
