package io.holdfast.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class VaultErrorDiagnosisTest {

    @Test
    void a_pod_without_its_account_s_files_reports_which_one_is_missing() {
        RuntimeException failure = new IllegalStateException(new NoSuchFileException("/var/run/secrets/ca.crt"));

        VaultErrorDiagnosis trouble = VaultErrorDiagnosis.of("databases/app", failure);

        assertThat(trouble.problem())
                .isEqualTo("No request was sent to Vault: /var/run/secrets/ca.crt cannot be read.");
        assertThat(trouble.hint()).contains("quarkus.vault.tls.use-kubernetes-ca-cert");
    }
}
