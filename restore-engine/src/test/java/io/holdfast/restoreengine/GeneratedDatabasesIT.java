package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.restoreengine.archive.ArchivedDatabaseSettings;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.live.InPlaceRestoreCheckResult;
import io.holdfast.restoreengine.refusal.RefusedArchiveEntry;
import io.holdfast.restoreengine.server.ApplyDatabaseSettings;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.ForceDropDatabase;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated databases. Each is dumped, restored and compared as in a drill. Then it is damaged, and the rows of some tables are
 * replaced. A failed test prints its seed. {@code -Dseed=N} repeats that database alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedDatabasesIT {

    private static final String SEED = "seed";
    private static final int FEW = 6;
    private static final int MANY = 200;

    private RestoreEngineFixture fixture;

    @BeforeAll
    void start(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
        GeneratedDatabase.ROLES.forEach(
                role -> fixture.server.execute("postgres", "create role " + SqlQuoting.name(role)));
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    static Stream<GeneratedDatabase> few() {
        return databases(LongStream.rangeClosed(1, FEW));
    }

    static Stream<GeneratedDatabase> many() {
        return databases(new Random().longs(MANY, 0, Integer.MAX_VALUE));
    }

    private static Stream<GeneratedDatabase> databases(LongStream seeds) {
        String given = System.getProperty(SEED);
        return (given == null ? seeds : LongStream.of(Long.parseLong(given))).mapToObj(GeneratedDatabase::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("few")
    void a_database_comes_back_and_single_tables_of_it_into_the_live_one(GeneratedDatabase database) {
        check(database);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("many")
    void every_one_of_many_comes_back_too(GeneratedDatabase database) {
        check(database);
    }

    /** A failure has the seed in its message. */
    private void check(GeneratedDatabase database) {
        System.out.println("generated database " + database);
        try {
            comesBack(database);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(database + " failed: " + e.getMessage(), e);
        }
    }

    private void comesBack(GeneratedDatabase database) throws Exception {
        String back = database.name() + " back";
        try {
            create(database.name(), database);
            fixture.server.execute(database.name(), database.statements().toArray(String[]::new));
            fixture.server.execute(database.name(), database.settings().toArray(String[]::new));
            create(back, database);
            try (StagedArchive archive = fixture.stagedWithSettings(
                    database.name(), database.encoding().word())) {
                hasNothingNewer(database.name(), archive);
                drill(archive, back);
                if (database.encoding() != GeneratedEncoding.BYTES) {
                    new GeneratedDamage(fixture, database, back, archive).isRepaired();
                }
            }
        } finally {
            new ForceDropDatabase(fixture.target()).drop(database.name());
            new ForceDropDatabase(fixture.target()).drop(back);
        }
    }

    /** A database has no obstacles for its own backup. */
    private void hasNothingNewer(String name, StagedArchive archive) throws SQLException {
        try (java.sql.Connection session =
                JdbcConnectionFactory.readOnly(fixture.connection(name), Duration.ofMinutes(1))) {
            InPlaceRestoreCheckResult survey = InPlaceRestoreCheckResult.of(session, Optional.of(archive.list()));
            assertThat(Stream.concat(survey.obstacles().stream(), survey.notes().stream()))
                    .filteredOn(finding -> finding.code().startsWith("newer_"))
                    .isEmpty();
        }
    }

    private void create(String name, GeneratedDatabase database) {
        DatabaseCreationOptions shape = new DatabaseCreationOptions(
                database.encoding().word(), "C", "C", Optional.empty(), Optional.empty(), Optional.empty());
        fixture.target().create(name, shape, OwnershipComment.of("drill", UUID.randomUUID()));
    }

    /** Restores and compares up to L4. */
    private void drill(StagedArchive archive, String back) throws Exception {
        ArchiveServerRequirements requirements =
                ArchiveServerRequirements.of(archive.manifest(), Optional.of(archive.list()));
        assertThat(ServerCompatibilityCheck.of(
                                requirements,
                                ((ServerInspectionResult.Seen) fixture.target().inspect()).facts(),
                                true)
                        .obstacles())
                .isEmpty();
        ApplyDatabaseSettings.toDatabase(
                fixture.connection(back),
                ArchivedDatabaseSettings.of(archive).ofExpressions().values());

        PgRestoreResult restored = RestoreArchive.restore(
                archive, fixture.connection(back), RestoreOptions.everything(2, true), ProgressListener.NONE);

        if (restored instanceof PgRestoreResult.Failed failed) {
            // Several jobs may block one another at the indexes of partitions. A second attempt then restores them.
            assertThat(failed.reason()).isEqualTo(PgRestoreResult.ERRORS);
            assertThat(DiagnoseFailedEntries.of(archive, failed, fixture.connection(back)))
                    .isNotEmpty()
                    .allMatch(RefusedArchiveEntry::isRestored);
        }
        ArchiveComparisonResult comparison = new CompareDatabaseWithArchive(
                        archive, fixture.connection(back), 2, Long.MAX_VALUE, ProgressListener.NONE)
                .compare(archive.contents())
                .orElseThrow();
        assertThat(comparison.different()).isEmpty();
        DatabaseInspectionResult inspection =
                InspectDatabase.inspect(fixture.connection(back), Optional.of(archive.list()), Optional.empty());
        assertThat(inspection.missing()).isEmpty();
    }
}
