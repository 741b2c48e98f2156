package io.holdfast.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.postgrestools.PasswordUnavailableException;
import io.quarkus.vault.client.VaultClientException;
import io.quarkus.vault.client.VaultException;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithoutVaultTest {

    @Test
    void without_an_address_no_client_is_made_and_the_setting_is_named() {
        HashicorpVault vault = new HashicorpVault(untouchable(), Optional.empty());

        assertThatThrownBy(() -> vault.read("databases/app", "password"))
                .isInstanceOf(PasswordUnavailableException.class)
                .hasMessageContaining("Set quarkus.vault.url");
    }

    @Test
    void vaults_answer_is_not_quoted() {
        VaultException failure = new VaultException(
                new VaultClientException("read", "/v1/secret/data/a", 500, "{\"password\":\"geheim\"}", null));

        assertThat(VaultErrorDiagnosis.of("a", failure).toString())
                .contains("status 500")
                .doesNotContain("geheim");
    }

    @SuppressWarnings("unchecked")
    private static <T> Instance<T> untouchable() {
        return (Instance<T>) Proxy.newProxyInstance(
                WithoutVaultTest.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
    }
}
