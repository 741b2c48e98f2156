package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

@Tag("containers")
@Timeout(900)
@NeedsProgram("container engine")
class NewerServerIT {

    private static final DockerImageName IMAGE =
            DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");
    private static final PostgreSQLContainer SERVER = new PostgreSQLContainer(IMAGE);

    @TempDir
    Path folder;

    @BeforeEach
    void given_a_server_newer_than_debians_programs() {
        RequiredProgramCheck.assume(
                "PostgreSQL client programs older than 17",
                TestConnections.programs().version().major() < 17);
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void an_older_pg_dump_is_refused_before_it_writes_a_byte() throws Exception {

        RunningProgram dump =
                new PgDump(TestConnections.programs(), connection(), TestConnections.options("gzip:1", false)).start();

        assertThat(dump.output().readAllBytes()).isEmpty();
        assertThat(dump.await().exitCode()).isEqualTo(1);
    }

    @Test
    void older_programs_are_not_even_chosen() {
        InstalledClientPrograms old = new InstalledClientPrograms(List.of(TestConnections.programs()));

        assertThat(old.forServer(170_000)).isInstanceOf(ClientProgramChoice.NoneNewEnough.class);
    }

    @Test
    void an_archive_of_a_newer_pg_dump_is_not_judged_by_an_older_pg_restore() throws Exception {
        Path archive = folder.resolve("newer.dump");
        SERVER.execInContainer(
                "pg_dump",
                "-Fc",
                "-Z",
                "zstd:1",
                "-U",
                SERVER.getUsername(),
                "-f",
                "/tmp/newer.dump",
                SERVER.getDatabaseName());
        SERVER.copyFileFromContainer("/tmp/newer.dump", archive.toString());

        byte[] bytes = Files.readAllBytes(archive);

        UnreadableArchiveDiagnosis diagnosis = UnreadableArchiveDiagnosis.of(
                new UnreadableArchive.Attempt(1, 0),
                TestConnections.programs(),
                new ArchiveInMemory(TestConnections.programs(), bytes),
                1 << 20);

        assertThat(diagnosis.finding()).isEqualTo(UnreadableArchiveDiagnosis.Diagnosis.NOT_READABLE_HERE);
    }

    private static DatabaseConnection connection() {
        return DatabaseConnection.to(
                        SERVER.getHost(), SERVER.getFirstMappedPort(), SERVER.getUsername(), SERVER.getDatabaseName())
                .withPassword(Secret.of(SERVER.getPassword()));
    }
}
