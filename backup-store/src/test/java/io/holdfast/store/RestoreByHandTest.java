package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Sha256;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.events.signing.ServiceSigningKey;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the documentation for a restore without Holdfast, exactly as documented, with the programs that they use. */
@NeedsProgram({"openssl", "jq"})
class RestoreByHandTest {

    private static final Pattern CHECK = Pattern.compile("<!-- check -->\n```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @BeforeEach
    void a_backup_was_sealed_and_its_key_is_at_hand() throws Exception {
        KeyPair pair = pair();
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("dump-service.pem"), pem("PUBLIC KEY", pair.getPublic()));
        Files.writeString(folder.resolve("private.pem"), pem("PRIVATE KEY", pair.getPrivate()));
        ServiceSigningKey key =
                ServiceSigningKey.read(folder.resolve("private.pem"), "dump-service", ServicePublicKeys.in(keys));
        CompanionFile roles = new CompanionFile(CompanionFile.Role.ROLES, "create role app;\n");
        CompanionFile manifest = SampleArtifacts.withRoles(roles).asCompanion();
        LocalDirectory directory = SampleArtifacts.directory(folder.resolve("backups"));
        try (LocalArtifactWriter writing = SampleArtifacts.finished(directory)) {
            assertThat(writing.seal(List.of(manifest, ManifestSignature.of(manifest, key), roles)))
                    .isInstanceOf(SealArtifactResult.Sealed.class);
        }
        Files.copy(keys.resolve("dump-service.pem"), folder.resolve("backups/dump-service.pem"));
    }

    @Test
    void unchanged_companions_pass() throws Exception {
        assertThat(check())
                .contains(
                        "Signature Verified Successfully",
                        SampleArtifacts.KEY + ": OK",
                        SampleArtifacts.KEY + ".roles.sql: OK");
    }

    @Test
    void other_roles_are_found_although_their_checksum_file_fits() throws Exception {
        Path roles = folder.resolve("backups/" + SampleArtifacts.KEY + ".roles.sql");
        Files.writeString(roles, "\\! touch /tmp/x\n");
        Path sums = folder.resolve("backups/" + SampleArtifacts.KEY + ".sha256");
        Files.writeString(
                sums,
                ChecksumFile.parse(Files.readString(sums)).sums().entrySet().stream()
                        .map(sum -> (sum.getKey().value().endsWith(".roles.sql")
                                        ? Sha256.of(RehashArtifact.sha256().digest(bytesOf(roles)))
                                        : sum.getValue())
                                + "  " + sum.getKey() + "\n")
                        .collect(Collectors.joining()));

        assertThat(run("sha256sum -c " + SampleArtifacts.KEY + ".sha256")).doesNotContain("FAILED");
        assertThat(check()).contains(SampleArtifacts.KEY + ".roles.sql: FAILED");
    }

    @Test
    void another_manifest_is_found() throws Exception {
        Path manifest = folder.resolve("backups/" + SampleArtifacts.KEY + ".manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("17.2", "17.3"));

        assertThat(check()).contains("Signature Verification Failure");
    }

    private String check() throws IOException, InterruptedException {
        String page = Files.readString(Path.of("../docs/restore-by-hand.md"));
        Matcher block = CHECK.matcher(page);
        assertThat(block.find()).isTrue();
        return run(block.group(1));
    }

    private String run(String commands) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", "F=" + SampleArtifacts.KEY + "\n" + commands)
                .directory(folder.resolve("backups").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return said;
    }

    private static byte[] bytesOf(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair pair() throws NoSuchAlgorithmException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + label + "-----\n";
    }
}
