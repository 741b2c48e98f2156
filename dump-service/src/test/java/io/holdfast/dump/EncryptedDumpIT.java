package io.holdfast.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Sha256;
import io.holdfast.localstack.testing.AgeEncryptionFixture;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.Manifest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted backups: the private key of any recipient decrypts each copy. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class EncryptedDumpIT {

    @TempDir
    Path folder;

    private DumpTestClient client;

    @BeforeEach
    void start_test_client() {
        client = new DumpTestClient();
    }

    @AfterEach
    void stop_test_client() {
        client.close();
    }

    @Test
    void each_recipient_can_decrypt_every_copy() throws Exception {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("sealed"));

        assertThat(completed.copies()).extracting(BackupCopyRecord::destination).containsExactly("local", "second");
        String key = completed.copies().getFirst().key();
        assertThat(key).matches("sealed_full_\\d{8}_\\d{6}\\.dump\\.age");
        Path local = TestInfrastructure.backups().resolve(key);
        assertThat(Files.mismatch(local, SourceDatabases.second().resolve(key))).isEqualTo(-1);
        byte[] byAnn = decrypted(SourceDatabases.identity("ann"), local);
        byte[] byBob = decrypted(SourceDatabases.identity("bob"), local);
        assertThat(byAnn).isEqualTo(byBob);
        assertThat(tableOfContents(byAnn)).contains("TABLE DATA public items");
        assertThat(new String(Files.readAllBytes(local), StandardCharsets.ISO_8859_1))
                .doesNotContain("PGDMP");
    }

    @Test
    void the_manifest_contains_the_recipients_and_the_checksums_of_stored_and_plain_bytes() throws Exception {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("sealed"));

        BackupCopyRecord copy = completed.copies().getFirst();
        Path local = TestInfrastructure.backups().resolve(copy.key());
        Manifest manifest = Manifest.parse(Files.readString(Path.of(local + ".manifest.json")))
                .orElseThrow();
        byte[] plain = decrypted(SourceDatabases.identity("ann"), local);
        assertThat(manifest.artifact().bytes()).isEqualTo(copy.bytes()).isEqualTo(Files.size(local));
        assertThat(manifest.artifact().sha256()).isEqualTo(copy.sha256());
        assertThat(manifest.artifact().encryption())
                .isEqualTo(new Manifest.Encryption(
                        Manifest.Encryption.AGE,
                        List.of(
                                AgeEncryptionFixture.generate(SourceDatabases.identity("ann")),
                                AgeEncryptionFixture.generate(SourceDatabases.identity("bob"))),
                        plain.length,
                        Sha256.of(MessageDigest.getInstance("SHA-256").digest(plain))));
        assertThat(manifest.restore().getLast())
                .startsWith("age -d -i KEYFILE " + copy.key() + " | PGOPTIONS='-c lc_monetary=C' pg_restore");
    }

    @Test
    void roles_are_encrypted_too() throws IOException {
        BackupCompleted completed = client.hear(BackupCompleted.class, client.ask("sealed"));

        Path local = TestInfrastructure.backups()
                .resolve(completed.copies().getFirst().key());
        assertThat(Path.of(local + ".roles.sql")).doesNotExist();
        byte[] roles = decrypted(SourceDatabases.identity("bob"), Path.of(local + ".roles.sql.age"));
        assertThat(new String(roles, StandardCharsets.UTF_8)).contains("CREATE ROLE");
    }

    @Test
    void a_new_recipient_cannot_decrypt_older_backups() throws IOException {
        BackupCompleted before = client.hear(BackupCompleted.class, client.ask("lonely"));
        BackupCompleted after = client.hear(BackupCompleted.class, client.ask("sealed"));

        assertThat(decrypted(SourceDatabases.identity("bob"), artifact(after))).isNotEmpty();
        assertThat(decrypted(SourceDatabases.identity("ann"), artifact(before))).isNotEmpty();
        assertThatThrownBy(() -> decrypted(SourceDatabases.identity("bob"), artifact(before)))
                .hasMessageContaining("cannot decrypt");
    }

    @Test
    void the_doctor_warns_if_there_is_only_one_recipient() throws Exception {
        URI service = ConfigProvider.getConfig().getValue("test.url", URI.class);
        String doctor = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(service.resolve("/doctor")).build(), HttpResponse.BodyHandlers.ofString())
                .body();

        assertThat(doctor).contains("encryption of lonely", "only one recipient", "encryption of sealed");
    }

    private static byte[] decrypted(Path identity, Path file) throws IOException {
        return AgeEncryptionFixture.decrypt(identity, Files.readAllBytes(file));
    }

    private static Path artifact(BackupCompleted completed) {
        return TestInfrastructure.backups()
                .resolve(completed.copies().getFirst().key());
    }

    private String tableOfContents(byte[] dump) throws Exception {
        Path file = Files.write(folder.resolve("plain.dump"), dump);
        Process list = new ProcessBuilder(
                        TestInfrastructure.postgres().program("pg_restore").toString(), "-l", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(list.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(list.exitValue()).isZero();
        return text;
    }
}
