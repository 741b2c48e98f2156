package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class LibpqConnectionFilesTest {

    private static final DatabaseConnection TO =
            DatabaseConnection.to("db.example", 5432, "backup", "app").withPassword(Secret.of("s3cret"));

    @Test
    void only_this_user_may_read_them() throws Exception {
        try (LibpqConnectionFiles files = LibpqConnectionFiles.write(TO)) {
            Path service = Path.of(files.variables().get("PGSERVICEFILE"));
            Path password = Path.of(files.variables().get("PGPASSFILE"));

            assertThat(permissions(service)).isEqualTo("rw-------");
            assertThat(permissions(password)).isEqualTo("rw-------");
            assertThat(permissions(service.resolveSibling(""))).isEqualTo("rwx------");
            assertThat(password).content().isEqualTo("*:*:*:*:s3cret:\n");
        }
    }

    @Test
    void no_variable_has_the_password_or_a_name() throws Exception {
        try (LibpqConnectionFiles files = LibpqConnectionFiles.write(TO)) {
            assertThat(files.variables())
                    .containsOnlyKeys("PGSERVICE", "PGSERVICEFILE", "PGPASSFILE")
                    .containsEntry("PGSERVICE", "holdfast");
            assertThat(String.join("", files.variables().values())).doesNotContain("s3cret", "backup");
        }
    }

    @Test
    void without_a_password_libpq_looks_where_it_is_used_to() throws Exception {
        try (LibpqConnectionFiles files =
                LibpqConnectionFiles.write(DatabaseConnection.to("db.example", 5432, "backup", "app"))) {
            assertThat(files.variables()).doesNotContainKey("PGPASSFILE");
        }
    }

    @Test
    void a_name_that_no_line_holds_is_a_variable() throws Exception {
        try (LibpqConnectionFiles files = LibpqConnectionFiles.write(TO.withDatabase("trailing "))) {
            assertThat(files.variables()).containsEntry("PGDATABASE", "trailing ");
        }
    }

    @Test
    void they_are_gone_when_the_program_has_ended() throws Exception {
        RunningProgram program = printing("$PGSERVICEFILE");
        Path service = Path.of(new String(program.output().readAllBytes(), StandardCharsets.US_ASCII).strip());

        program.await();

        assertThat(service.getParent()).doesNotExist();
    }

    @Test
    void they_are_gone_though_nobody_waits_for_the_program() throws Exception {
        RunningProgram program = printing("$PGSERVICEFILE");
        Path service = Path.of(new String(program.output().readAllBytes(), StandardCharsets.US_ASCII).strip());

        await().atMost(Duration.ofMinutes(1)).until(() -> Files.notExists(service.getParent()));
    }

    @Test
    void the_remains_of_a_killed_jvm_are_deleted_by_the_next() throws Exception {
        Process jvm = jvm("hold");
        Path left = Path.of(jvm.inputReader().readLine());
        assertThat(left).isDirectory();
        jvm.destroyForcibly().waitFor();
        assertThat(left).isDirectory();

        Process next = jvm("look");
        next.inputReader().readLine();
        next.waitFor();

        assertThat(left).doesNotExist();
    }

    @Test
    void the_folders_of_a_running_jvm_are_kept() throws Exception {
        Process jvm = jvm("hold");
        Path held = Path.of(jvm.inputReader().readLine());

        AbandonedFolderCleaner.delete();

        assertThat(held.resolve("pgpass")).exists();
        jvm.destroyForcibly().waitFor();
        AbandonedFolderCleaner.delete();
        assertThat(held).doesNotExist();
    }

    @Test
    void a_folder_without_its_lock_is_abandoned_when_it_is_old() throws Exception {
        Path place = PrivateTemporaryFolder.places().getFirst();
        Path young = Files.createTempDirectory(place, PrivateTemporaryFolder.PREFIX + "0.0-");
        Path old = Files.createTempDirectory(place, PrivateTemporaryFolder.PREFIX + "0.0-");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        AbandonedFolderCleaner.delete();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        Files.delete(young);
    }

    @Test
    void folders_with_other_names_are_kept() throws Exception {
        Path other = Files.createTempDirectory(PrivateTemporaryFolder.places().getFirst(), "holdfast-");
        Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));

        AbandonedFolderCleaner.delete();

        assertThat(other).exists();
        Files.delete(other);
    }

    private static RunningProgram printing(String variable) throws Exception {
        return ProgramLauncher.start(List.of("/bin/sh", "-c", "echo " + variable), TO);
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static Process jvm(String task) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldConnectionFiles.class.getName(),
                        task)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        return builder.start();
    }
}
