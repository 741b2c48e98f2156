package io.holdfast.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.RequiredPrograms;
import io.holdfast.localstack.testing.UnusualObjects;
import io.holdfast.postgrestools.Choice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.InstalledPrograms;
import io.holdfast.postgrestools.RestoreInto.Section;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.archive.Staging;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.server.Look;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.Shape;
import io.holdfast.restoring.server.TargetServer;
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

/** PostgreSQL 15 of this host and PostgreSQL 17 with pgvector in a container; 15 to 15 is everything in {@link RestoreIT}. */
@Tag("containers")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsProgram({"container engine", "PostgreSQL 17 client programs"})
class VersionPairsIT {

    private static final DockerImageName IMAGE =
            DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");

    private static final Shape PLAIN =
            new Shape("UTF8", "C", "C", Optional.empty(), Optional.empty(), Optional.empty());

    private final PostgreSQLContainer newer = new PostgreSQLContainer(IMAGE);
    private Ground ground;

    @BeforeAll
    void start_both(@TempDir Path folder) {
        newer.start();
        ground = new Ground(folder);
    }

    @AfterAll
    void stop() {
        newer.stop();
        if (ground != null) {
            ground.close();
        }
    }

    static List<Path> clients() {
        return Optional.ofNullable(System.getenv(RequiredPrograms.CLIENT_PROGRAMS)).map(Path::of).stream()
                .toList();
    }

    private Connection to17(String database) {
        return Connection.to(newer.getHost(), newer.getFirstMappedPort(), newer.getUsername(), database)
                .withPassword(Secret.of(newer.getPassword()));
    }

    private TargetServer seventeen() {
        return new TargetServer(to17("postgres"));
    }

    private StagedArchive vectorsOf17() throws Exception {
        try (java.sql.Connection connection = SignIn.to(to17(newer.getDatabaseName()), Duration.ZERO);
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
        Path file = ground.backups().resolve("vectors_full_20260518_020000.dump");
        ClientPrograms programs =
                ((Choice.Chosen) InstalledPrograms.find(clients()).forServer(170_000)).programs();
        Copy copy =
                ground.dumped(to17(newer.getDatabaseName()), programs.folder().resolve("pg_dump"), file);
        return ((Staging.Staged) ground.stage(copy, clients())).archive();
    }

    /** A database that has what databases have. */
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
        ClientPrograms programs =
                ((Choice.Chosen) InstalledPrograms.find(clients()).forServer(170_000)).programs();
        Copy copy = ground.dumped(
                to17("everything"),
                programs.folder().resolve("pg_dump"),
                ground.backups().resolve("everything_full_20260518_020000.dump"));
        return ((Staging.Staged) ground.stage(copy, clients())).archive();
    }

    private static byte[] script() {
        return UnusualObjects.everything().getBytes(StandardCharsets.UTF_8);
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
            seventeen().create("again", PLAIN, Mark.of("drill", UUID.randomUUID()));

            Restored restored = RestoreArchive.restore(archive, to17("again"), How.everything(2, true), Progress.NONE);

            assertThat(restored).isInstanceOf(Restored.Done.class);
            Inspection inspection =
                    InspectDatabase.inspect(to17("again"), Optional.of(archive.list()), Optional.empty());
            assertThat(inspection.missing()).isEmpty();
            assertThat(inspection.indexes().stream().filter(Inspection.Index::isOfVectors))
                    .extracting(Inspection.Index::name)
                    .containsExactlyInAnyOrder("node_hnsw", "node_ivf");
            assertThat(inspection.vectorColumns())
                    .extracting(Inspection.VectorColumn::type)
                    .containsExactly("vector(8)");
            assertThat(compared(to17("again"), archive).isEqual()).isTrue();
        }
    }

    @Test
    void everything_comes_back_equal_fresh_by_swap_and_in_place() throws Exception {
        try (StagedArchive archive = everythingOf17()) {
            TargetServer server = seventeen();
            Shape shape = server.shapeOf("everything").orElseThrow();
            UUID restore = UUID.randomUUID();

            server.create("fresh", shape, Mark.of("restored", restore));
            Restored fresh = RestoreArchive.restore(archive, to17("fresh"), How.everything(2, true), Progress.NONE);
            assertThat(fresh).isInstanceOf(Restored.Done.class);
            assertWhole("fresh", archive);

            server.create("beside", shape, Mark.of("beside", restore));
            RestoreArchive.restore(archive, to17("beside"), How.everything(2, true), Progress.NONE);
            server.carryOver("everything", "beside");
            server.closeDoor("everything");
            server.closeDoor("beside");
            server.swap("everything", "beside", "everything_kept", Mark.of("kept", restore));
            assertWhole("everything", archive);

            Restored inPlace = RestoreArchive.restore(
                    archive, to17("everything"), new How(1, true, true, Section.ALL, List.of()), Progress.NONE);
            assertThat(inPlace).isInstanceOf(Restored.Done.class);
            assertWhole("everything", archive);
        }
    }

    private void assertWhole(String database, StagedArchive archive) throws Exception {
        assertThat(compared(to17(database), archive).different()).isEmpty();
        Inspection inspection = InspectDatabase.inspect(to17(database), Optional.of(archive.list()), Optional.empty());
        assertThat(inspection.missing()).isEmpty();
        assertThat(inspection.indexes().stream().filter(Inspection.Index::isOfVectors))
                .extracting(Inspection.Index::name)
                .containsExactlyInAnyOrder("nodes_hnsw", "knowledge_ivfflat");
        assertThat(inspection.largeObjects()).isEqualTo(1);
    }

    @Test
    void what_was_dumped_on_15_is_the_same_on_17() throws Exception {
        ground.server.createDatabase("old");
        ground.server.execute(
                "old",
                "create table reading (id bigserial primary key, at timestamptz, value double precision, tags jsonb)",
                "insert into reading (at, value, tags) select now() + i * interval '1 s', sqrt(i), jsonb_build_object('n', i)"
                        + " from generate_series(1, 3000) i");
        try (StagedArchive archive = ground.staged("old")) {
            seventeen().create("upgraded", PLAIN, Mark.of("drill", UUID.randomUUID()));

            Restored restored =
                    RestoreArchive.restore(archive, to17("upgraded"), How.everything(1, false), Progress.NONE);

            assertThat(restored).isInstanceOf(Restored.Done.class);
            assertThat(compared(to17("upgraded"), archive).isEqual()).isTrue();
        }
    }

    @Test
    void a_backup_of_17_is_refused_by_15_with_the_reasons() throws Exception {
        try (StagedArchive archive = vectorsOf17()) {
            Look.Seen fifteen = (Look.Seen) ground.target().look();

            Fitness fitness =
                    Fitness.of(Needs.of(archive.manifest(), Optional.of(archive.list())), fifteen.facts(), false);

            assertThat(codes(fitness.obstacles())).containsExactlyInAnyOrder("server_older", "extension_missing");
        }
    }

    private static Comparison compared(Connection database, StagedArchive archive) throws Exception {
        return new CompareContents(archive, database, 2, Long.MAX_VALUE, Progress.NONE)
                .compare(archive.contents())
                .orElseThrow();
    }
}
