package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeyFileReaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"RSA,RSA", "EC,EC", "Ed25519,EdDSA"})
    void the_driver_gets_the_algorithm_of_the_key(String made, String told) throws Exception {
        assertThat(PrivateKeyFileReader.algorithm(key(made, "PRIVATE KEY", "rw-------")))
                .isEqualTo(told);
    }

    @Test
    void a_key_behind_a_link_is_judged_by_its_own_permissions() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("tls.key"), key("EC", "PRIVATE KEY", "rw-------"));

        assertThat(PrivateKeyFileReader.algorithm(link)).isEqualTo("EC");
    }

    @Test
    void a_key_that_everybody_may_read_is_refused_with_the_modes_that_do() throws Exception {
        Path open = key("EC", "PRIVATE KEY", "rw-r--r--");

        assertThatThrownBy(() -> PrivateKeyFileReader.algorithm(open))
                .isInstanceOf(TlsRefusedException.class)
                .hasMessageContaining("is accessible to other users")
                .hasMessageContaining("0600")
                .hasMessageContaining("defaultMode 0440");
    }

    @Test
    void a_key_in_an_older_form_is_refused_with_the_command_that_converts_it() throws Exception {
        Path older = key("EC", "EC PRIVATE KEY", "rw-------");

        assertThatThrownBy(() -> PrivateKeyFileReader.algorithm(older))
                .isInstanceOf(TlsRefusedException.class)
                .hasMessageContaining("openssl pkcs8 -topk8");
    }

    @Test
    void a_key_that_is_not_there_is_named() {
        assertThatThrownBy(() -> PrivateKeyFileReader.algorithm(folder.resolve("missing.key")))
                .isInstanceOf(TlsRefusedException.class)
                .hasMessageContaining("missing.key")
                .hasMessageContaining("NoSuchFileException");
    }

    private Path key(String algorithm, String label, String permissions) throws IOException, NoSuchAlgorithmException {
        byte[] der = KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Path file = Files.writeString(
                folder.resolve("made.key"),
                "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
