package io.holdfast.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.SecretVault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service that signs in to Vault with an AppRole. */
@QuarkusTest
@QuarkusTestResource(
        value = StandInVault.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "login", value = "APP_ROLE"))
class AppRoleIT {

    @Inject
    SecretVault vault;

    @Test
    void it_signs_in_again_when_its_token_has_run_out() throws PasswordUnavailableException {
        StandInVault.keeps("databases/app", "geheim-1");
        int before = StandInVault.logins();

        assertThat(vault.read("databases/app", "password")).isEqualTo("geheim-1");

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(vault.read("databases/app", "password")).isEqualTo("geheim-1");
            assertThat(StandInVault.logins()).isGreaterThanOrEqualTo(before + 2);
        });
    }
}
