package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code deploy/compose/prepare} as root, which requires no container engine. The tests of the images run it as
 * other users.
 */
@NeedsProgram("openssl")
class PrepareTest {

    private static final Path COMPOSE = Kustomization.ROOT.resolve("deploy/compose");
    private static final Set<PosixFilePermission> READER_ALONE = Set.of(PosixFilePermission.OWNER_READ);
    private static final Map<String, Integer> OTHER_READERS = Map.of(
            "catalogue-superuser", 0,
            "grafana-admin", 472,
            "kafka-administrator", 1000,
            "kafka-requester", 0,
            "kafka-dashboard", 0);
    private static final int SERVICES = 10001;
    private static final String SETTINGS = "config/holdfast.properties";

    @TempDir
    Path home;

    @BeforeEach
    void it_has_run_once() throws Exception {
        RequiredProgramCheck.assume("root", "root".equals(Files.getOwner(home).getName()));
        Files.createDirectory(home.resolve("config"));
        for (String file : List.of("prepare", ".env.example", SETTINGS)) {
            Files.copy(COMPOSE.resolve(file), home.resolve(file));
        }
        prepare("");
    }

    @Test
    void each_secret_of_compose_can_be_read_by_its_reader_alone() throws IOException {
        assertThat(secretsOfCompose()).hasSizeGreaterThan(20).allSatisfy(name -> {
            Path file = home.resolve("secrets").resolve(name);
            assertThat(file).isNotEmptyFile();
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(READER_ALONE);
            assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(OTHER_READERS.getOrDefault(name, SERVICES));
        });
        assertThat(Files.getPosixFilePermissions(home.resolve("secrets")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void no_two_secrets_are_the_same() throws IOException {
        List<String> contents = new ArrayList<>();
        for (String name : secretsOfCompose()) {
            contents.add(Files.readString(home.resolve("secrets").resolve(name)));
        }

        assertThat(contents).doesNotHaveDuplicates();
    }

    @Test
    void run_again_it_closes_what_an_earlier_version_left_open_and_changes_no_content() throws Exception {
        Path secret = home.resolve("secrets/kafka-holdfast-dump");
        String content = Files.readString(secret);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("r--r--r--"));

        prepare("");

        assertThat(secret).hasContent(content);
        assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(READER_ALONE);
    }

    /** A container has the file itself mounted, not its name. */
    @Test
    void a_secret_is_replaced_in_the_same_file() throws Exception {
        Path secret = home.resolve("secrets/database-password");
        Object file = Files.getAttribute(secret, "unix:ino");

        prepare("it's \"new\" $word\n", "set", "database-password");

        assertThat(secret).hasContent("it's \"new\" $word\n");
        assertThat(Files.getAttribute(secret, "unix:ino")).isEqualTo(file);
        assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(READER_ALONE);
    }

    @Test
    void the_settings_for_kcat_have_the_password_of_the_requester() throws Exception {
        prepare("changed\n", "set", "kafka-requester");

        assertThat(home.resolve("secrets/requester.conf"))
                .content()
                .contains("sasl.username=requester\n", "sasl.password=changed\n", "security.protocol=SASL_PLAINTEXT\n");
        assertThat(Files.getPosixFilePermissions(home.resolve("secrets/requester.conf")))
                .isEqualTo(READER_ALONE);
    }

    @Test
    void settings_that_the_services_cannot_read_are_refused() throws Exception {
        Files.setPosixFilePermissions(home.resolve(SETTINGS), PosixFilePermissions.fromString("rw-------"));

        Prepared prepared = run(Map.of());

        assertThat(prepared.exitCode()).isEqualTo(2);
        assertThat(prepared.output()).contains("cannot read", SETTINGS, "hint: ");
    }

    @Test
    void settings_that_do_not_exist_are_refused() throws Exception {
        Prepared prepared = run(Map.of("HOLDFAST_CONFIG", "elsewhere.properties"));

        assertThat(prepared.exitCode()).isEqualTo(2);
        assertThat(prepared.output()).contains("elsewhere.properties does not exist", "hint: ");
    }

    @Test
    void a_secret_among_the_settings_is_warned_of() throws Exception {
        Files.writeString(home.resolve(SETTINGS), "holdfast.databases.app.password = hush-hush\n");

        Prepared prepared = run(Map.of());

        assertThat(prepared.exitCode()).isZero();
        assertThat(prepared.output()).contains("contains a secret").doesNotContain("hush-hush");
    }

    @Test
    void databases_of_the_settings_need_no_password_of_the_runbooks_database() throws Exception {
        Files.delete(home.resolve("secrets/database-password"));
        Files.writeString(
                home.resolve(SETTINGS),
                "holdfast.databases.app.host=db\nholdfast.databases.app.password-file=/run/secrets/app\n");

        Prepared prepared = run(Map.of());

        assertThat(prepared.exitCode()).as(prepared.output()).isZero();
        assertThat(prepared.output()).doesNotContain("contains a secret");
        assertThat(home.resolve("secrets/database-password")).hasContent("\n");
    }

    private static List<String> secretsOfCompose() throws IOException {
        List<String> names = new ArrayList<>();
        for (String file : List.of("compose.yaml", "compose.s3.yaml", "compose.monitoring.yaml")) {
            JsonNode compose = new YAMLMapper().readTree(COMPOSE.resolve(file).toFile());
            compose.path("secrets").fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    private record Prepared(int exitCode, String output) {}

    private void prepare(String input, String... arguments) throws Exception {
        Prepared prepared = run(Map.of("DATABASE_PASSWORD", "from the environment"), input, arguments);
        assertThat(prepared.exitCode()).as(prepared.output()).isZero();
    }

    private Prepared run(Map<String, String> environment) throws Exception {
        return run(environment, "");
    }

    private Prepared run(Map<String, String> environment, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "prepare"));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(home.resolve("input"), input);
        Path out = home.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Prepared(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }
}
