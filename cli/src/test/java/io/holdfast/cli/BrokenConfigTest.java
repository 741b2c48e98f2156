package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in a settings file. Each gives one sentence and a hint, which are in a golden file. */
class BrokenConfigTest {

    private static final Path BROKEN = Path.of("src/test/resources/config/broken");

    @TempDir
    Path folder;

    private final TypedCommand holdfast = new TypedCommand();

    static Stream<String> mistakes() throws IOException {
        try (Stream<Path> files = Files.list(BROKEN)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties"))
                    .map(name -> name.replace(".properties", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_answered_by_one_sentence_and_a_hint(String mistake) throws IOException {
        Path file = copied(mistake);

        int exit = holdfast.run("config", "check", "--offline", file.toString());

        String report = holdfast.out().replace(folder + "/", "");
        String expected = new GoldenFile(BROKEN.resolve(mistake + ".txt")).expected(report);
        assertThat(exit).isEqualTo(2);
        assertThat(report).isEqualTo(expected);
        assertThat(report.lines().filter(line -> line.contains(": error: "))).hasSize(1);
        assertThat(report.lines().filter(line -> line.startsWith("  hint: "))).hasSize(1);
        assertThat(report).doesNotContain("hunter2", "secret-token", "AGE-SECRET");
        assertThat(holdfast.err()).isEmpty();
    }

    @Test
    void there_are_at_least_twenty_of_them() throws IOException {
        assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void a_file_with_passwords_that_others_may_read_is_a_warning() throws IOException {
        Path file = folder.resolve("holdfast.properties");
        Files.writeString(
                file,
                "holdfast.databases.app.host=db.example\nholdfast.databases.app.username=holdfast_backup\n"
                        + "holdfast.databases.app.password=hunter2\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        int exit = holdfast.run("config", "check", "--offline", file.toString());

        assertThat(exit).isZero();
        assertThat(holdfast.out().replace(folder + "/", "").lines().toList())
                .isEqualTo(List.of(
                        "holdfast.properties: warning: the file contains secrets, and other users of this host may read"
                                + " it",
                        "  hint: Run 'chmod 600 holdfast.properties', or move each secret to its own file"
                                + " (password-file).",
                        "checked 3 settings of 1 database: 0 errors, 1 warning"));
    }

    @Test
    void an_expression_is_not_judged_and_a_variable_wins_over_the_file() throws IOException {
        Path file = folder.resolve("holdfast.properties");
        Files.writeString(
                file,
                "holdfast.databases.app.host=${DB_HOST}\nholdfast.databases.app.username=holdfast_backup\n"
                        + "holdfast.dump.workers=2\n");
        holdfast.environment.put("HOLDFAST_DUMP_WORKERS", "many");

        int exit = holdfast.run("config", "check", "--offline", file.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.out().replace(folder + "/", "").lines().toList())
                .isEqualTo(List.of(
                        "holdfast.properties:1: warning: holdfast.databases.app.host: the value contains '${' or '$$' and is"
                                + " not checked: services expand it, and 'holdfast up'"
                                + " rejects it",
                        "  hint: Write the value itself, not a reference to a variable, and escape each dollar sign"
                                + " as \\\\$. Use password-file for a password.",
                        "holdfast.properties:3: warning: holdfast.dump.workers: the environment variable"
                                + " HOLDFAST_DUMP_WORKERS overrides this value, so the variable's value was checked",
                        "  hint: Unset the variable to use the value in the file.",
                        "holdfast.properties:3: error: holdfast.dump.workers: 'many' is not a whole number from 0 to"
                                + " 2147483647",
                        "  hint: Write digits only, without a unit and without separators.",
                        "checked 3 settings of 1 database: 1 error, 2 warnings"));
    }

    @Test
    void a_setting_that_only_a_variable_sets_is_checked_too() throws IOException {
        Path file = copied("01-unknown-group");
        Files.writeString(
                file, "holdfast.databases.app.host=db.example\nholdfast.databases.app.password-file=app.password\n");
        holdfast.environment.put("HOLDFAST_DATABASES_APP_USERNAME", "holdfast_backup");
        holdfast.environment.put("HOLDFAST_DUMP_LEASE", "half a minute");

        int exit = holdfast.run("config", "check", "--offline", file.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.out().replace(folder + "/", "").lines().toList())
                .isEqualTo(List.of(
                        "holdfast.properties: error: holdfast.dump.lease: 'half a minute' is not a duration",
                        "  hint: Write a number and a unit, such as 90s, 15m, 6h or 30d.",
                        "checked 4 settings of 1 database: 1 error, 0 warnings"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "holdfast.destinations.s.bucket=b\nholdfast.destinations.s.stall-after=soon",
                "holdfast.databases.\"my.app\".host=db.example",
                "holdfast.databases.\"app\".port=many",
                "holdfast.databases.holdfast.schedules.full=never",
                "holdfast.drills.server.host=",
                "holdfast.databases.app.password-file=a\\u0000b",
                "holdfast.notify.sinks.ops.format=email",
                "holdfast.restore.targets.app.port=5432",
                "=nothing",
                "holdfast.databases.app.host=\\u12",
                "holdfast.notify.sinks.ops.url=https://hooks.example/\nholdfast.notify.sinks.ops.timeout=1h"
            })
    void whatever_is_wrong_is_a_finding_and_no_failure_of_the_command(String text) throws IOException {
        Path file = folder.resolve("holdfast.properties");
        Files.writeString(file, text + "\n");

        int exit = holdfast.run("config", "check", "--offline", file.toString());

        assertThat(exit).as(holdfast.out()).isEqualTo(2);
        assertThat(holdfast.out()).contains(": error: ");
        assertThat(holdfast.err()).isEmpty();
    }

    @Test
    void the_report_for_programs_has_every_finding() throws IOException {
        Path file = copied("31-unit-in-a-number");

        int exit = holdfast.run("config", "check", "--offline", "--output", "json", file.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.out())
                .contains("\"errors\" : 1", "\"line\" : 4", "\"setting\" : \"holdfast.dump.keep-free-bytes\"")
                .contains("\"severity\" : \"error\"", "\"stage\" : \"values\"", "\"exitCode\" : 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/kubernetes/base/config/cluster.properties",
                "deploy/kubernetes/base/config/databases.properties"
            })
    void files_of_the_deployment_are_right(String file) {
        int exit = holdfast.run(
                "config",
                "check",
                "--offline",
                "--no-files",
                SourceCheckoutLocator.find().root().resolve(file).toString());

        assertThat(exit).as(holdfast.out()).isZero();
    }

    private Path copied(String mistake) throws IOException {
        Files.writeString(folder.resolve("app.password"), "hunter2\n");
        Path file = folder.resolve("holdfast.properties");
        Files.write(file, Files.readAllBytes(BROKEN.resolve(mistake + ".properties")), StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
