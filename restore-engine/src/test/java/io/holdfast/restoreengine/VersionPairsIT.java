package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.localstack.testing.EdgeCaseDatabaseScripts;
import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.InstalledClientPrograms;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoreengine.archive.StageArchiveResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL 15 on this host and PostgreSQL 17 with pgvector in a container. {@link RestoreIT} covers 15 to 15. */
@Tag("containers")
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsProgram({"container engine", "PostgreSQL 17 client programs"})
class VersionPairsIT {

    private static final DockerImageName IMAGE =
            DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");

    private static final DatabaseCreationOptions PLAIN =
            new DatabaseCreationOptions("UTF8", "C", "C", Optional.empty(), Optional.empty(), Optional.empty());

    private final PostgreSQLContainer newer = new PostgreSQLContainer(IMAGE);
    private RestoreEngineFixture fixture;

    @BeforeAll
    void start_both(@TempDir Path folder) {
        newer.start();
        fixture = new RestoreEngineFixture(folder);
    }

    @AfterAll
    void stop() {
        newer.stop();
        if (fixture != null) {
            fixture.close();
        }
    }

    static List<Path> clients() {
        return Optional.ofNullable(System.getenv(RequiredProgramCheck.CLIENT_PROGRAMS)).map(Path::of).stream()
                .toList();
    }

    private DatabaseConnection to17(String database) {
        return DatabaseConnection.to(newer.getHost(), newer.getFirstMappedPort(), newer.getUsername(), database)
                .withPassword(Secret.of(newer.getPassword()));
    }

    private TargetServer seventeen() {
        return new TargetServer(to17("postgres"));
    }

    private StagedArchive vectorsOf17() throws Exception {
        try (java.sql.Connection connection = JdbcConnectionFactory.to(to17(newer.getDatabaseName()), Duration.ZERO);
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
            statement.execute("set search_path = public");
            statement.execute("create extension vector");
            statement.execute("create table node (id int primary key, embedding vector(8))");
            statement.execute("insert into node select i, array_fill((i % 17)::real / 3, array[8])::vector"
                    + " from generate_series(1, 500) i");
            statement.execute("create index node_hnsw on node using hnsw (embedding vector_l2_ops)");
            statement.execute("create index node_ivf on node using ivfflat (embedding vector_l2_ops) with (lists = 5)");
        }
        Path file = fixture.backups().resolve("vectors_full_20260518_020000.dump");
        ClientPrograms programs = ((ClientProgramChoice.Chosen)
                        InstalledClientPrograms.find(clients()).forServer(170_000))
                .programs();
        BackupCopyRecord copy =
                fixture.dumped(to17(newer.getDatabaseName()), programs.folder().resolve("pg_dump"), file);
        return ((StageArchiveResult.Staged) fixture.stage(copy, clients())).archive();
    }

    /** A database with objects of many types. */
    private StagedArchive everythingOf17() throws Exception {
        newer.copyFileToContainer(Transferable.of(script()), "/tmp/everything.sql");
        inContainer("createdb", "-U", newer.getUsername(), "everything");
        inContainer(
                "psql",
                "-U",
                newer.getUsername(),
                "-d",
                "everything",
                "-v",
                "ON_ERROR_STOP=1",
                "-qf",
                "/tmp/everything.sql");
        ClientPrograms programs = ((ClientProgramChoice.Chosen)
                        InstalledClientPrograms.find(clients()).forServer(170_000))
                .programs();
        BackupCopyRecord copy = fixture.dumped(
                to17("everything"),
                programs.folder().resolve("pg_dump"),
                fixture.backups().resolve("everything_full_20260518_020000.dump"));
        return ((StageArchiveResult.Staged) fixture.stage(copy, clients())).archive();
    }

    private static byte[] script() {
        return EdgeCaseDatabaseScripts.everything().getBytes(StandardCharsets.UTF_8);
    }

    private void inContainer(String... command) throws Exception {
        Container.ExecResult ended = newer.execInContainer(command);
        assertThat(ended.getExitCode()).as(ended.getStderr()).isZero();
    }

    private static Stream<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code);
    }

    @Test
    void vectors_of_17_come_back_on_17_with_their_indexes() throws Exception {
        try (StagedArchive archive = vectorsOf17()) {
            seventeen().create("again", PLAIN, OwnershipComment.of("drill", UUID.randomUUID()));

            PgRestoreResult restored = RestoreArchive.restore(
                    archive, to17("again"), RestoreOptions.everything(2, true), ProgressListener.NONE);

            assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
            DatabaseInspectionResult inspection =
                    InspectDatabase.inspect(to17("again"), Optional.of(archive.list()), Optional.empty());
            assertThat(inspection.missing()).isEmpty();
            assertThat(inspection.indexes().stream().filter(DatabaseInspectionResult.Index::isOfVectors))
                    .extracting(DatabaseInspectionResult.Index::name)
                    .containsExactlyInAnyOrder("node_hnsw", "node_ivf");
            assertThat(inspection.vectorColumns())
                    .extracting(DatabaseInspectionResult.VectorColumn::type)
                    .containsExactly("vector(8)");
            assertThat(compared(to17("again"), archive).isEqual()).isTrue();
        }
    }

    @Test
    void everything_comes_back_equal_fresh_by_swap_and_in_place() throws Exception {
        try (StagedArchive archive = everythingOf17()) {
            TargetServer server = seventeen();
            DatabaseCreationOptions shape = server.shapeOf("everything").orElseThrow();
            UUID restore = UUID.randomUUID();

            server.create("fresh", shape, OwnershipComment.of("restored", restore));
            PgRestoreResult fresh = RestoreArchive.restore(
                    archive, to17("fresh"), RestoreOptions.everything(2, true), ProgressListener.NONE);
            assertThat(fresh).isInstanceOf(PgRestoreResult.Done.class);
            assertWhole("fresh", archive);

            server.create("beside", shape, OwnershipComment.of("beside", restore));
            RestoreArchive.restore(archive, to17("beside"), RestoreOptions.everything(2, true), ProgressListener.NONE);
            server.carryOver("everything", "beside");
            server.refuseConnections("everything");
            server.refuseConnections("beside");
            server.swap("everything", "beside", "everything_kept", OwnershipComment.of("kept", restore));
            assertWhole("everything", archive);

            PgRestoreResult inPlace = RestoreArchive.restore(
                    archive,
                    to17("everything"),
                    new RestoreOptions(1, true, true, Section.ALL, List.of()),
                    ProgressListener.NONE);
            assertThat(inPlace).isInstanceOf(PgRestoreResult.Done.class);
            assertWhole("everything", archive);
        }
    }

    private void assertWhole(String database, StagedArchive archive) throws Exception {
        assertThat(compared(to17(database), archive).different()).isEmpty();
        DatabaseInspectionResult inspection =
                InspectDatabase.inspect(to17(database), Optional.of(archive.list()), Optional.empty());
        assertThat(inspection.missing()).isEmpty();
        assertThat(inspection.indexes().stream().filter(DatabaseInspectionResult.Index::isOfVectors))
                .extracting(DatabaseInspectionResult.Index::name)
                .containsExactlyInAnyOrder("nodes_hnsw", "knowledge_ivfflat");
        assertThat(inspection.largeObjects()).isEqualTo(1);
    }

    @Test
    void what_was_dumped_on_15_is_the_same_on_17() throws Exception {
        fixture.server.createDatabase("old");
        fixture.server.execute(
                "old",
                "create table reading (id bigserial primary key, at timestamptz, value double precision, tags jsonb)",
                "insert into reading (at, value, tags) select now() + i * interval '1 s', sqrt(i), jsonb_build_object('n', i)"
                        + " from generate_series(1, 3000) i");
        try (StagedArchive archive = fixture.staged("old")) {
            seventeen().create("upgraded", PLAIN, OwnershipComment.of("drill", UUID.randomUUID()));

            PgRestoreResult restored = RestoreArchive.restore(
                    archive, to17("upgraded"), RestoreOptions.everything(1, false), ProgressListener.NONE);

            assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
            assertThat(compared(to17("upgraded"), archive).isEqual()).isTrue();
        }
    }

    @Test
    void a_backup_of_17_is_refused_by_15_with_the_reasons() throws Exception {
        try (StagedArchive archive = vectorsOf17()) {
            ServerInspectionResult.Seen fifteen =
                    (ServerInspectionResult.Seen) fixture.target().inspect();

            ServerCompatibilityCheck compatibility = ServerCompatibilityCheck.of(
                    ArchiveServerRequirements.of(archive.manifest(), Optional.of(archive.list())),
                    fifteen.facts(),
                    false);

            assertThat(codes(compatibility.obstacles())).containsExactlyInAnyOrder("server_older", "extension_missing");
        }
    }

    private static ArchiveComparisonResult compared(DatabaseConnection database, StagedArchive archive)
            throws Exception {
        return new CompareDatabaseWithArchive(archive, database, 2, Long.MAX_VALUE, ProgressListener.NONE)
                .compare(archive.contents())
                .orElseThrow();
    }
}
