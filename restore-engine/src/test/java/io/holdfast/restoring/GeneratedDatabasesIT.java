package io.holdfast.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.restoring.archive.DatabaseSettings;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.refusal.RefusedEntry;
import io.holdfast.restoring.server.ApplySettings;
import io.holdfast.restoring.server.ClearAway;
import io.holdfast.restoring.server.Look;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.Shape;
import io.holdfast.restoring.server.Sql;
import java.nio.file.Path;
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
 * Databases that nobody thought of: each is dumped, restored and compared as a drill does, then damaged, and has the rows of some tables
 * replaced. A failed test names its seed; {@code -Dseed=N} repeats that database alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedDatabasesIT {

    private static final String SEED = "seed";
    private static final int FEW = 6;
    private static final int MANY = 200;

    private Ground ground;

    @BeforeAll
    void start(@TempDir Path folder) {
        ground = new Ground(folder);
        GeneratedDatabase.ROLES.forEach(role -> ground.server.execute("postgres", "create role " + Sql.name(role)));
    }

    @AfterAll
    void stop() {
        ground.close();
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

    /** What failed has the seed in its message. */
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
            ground.server.execute(database.name(), database.statements().toArray(String[]::new));
            ground.server.execute(database.name(), database.settings().toArray(String[]::new));
            create(back, database);
            try (StagedArchive archive = ground.stagedWithSettings(
                    database.name(), database.encoding().word())) {
                drill(archive, back);
                if (database.encoding() != GeneratedEncoding.BYTES) {
                    new GeneratedDamage(ground, database, back, archive).isRepaired();
                }
            }
        } finally {
            new ClearAway(ground.target()).drop(database.name());
            new ClearAway(ground.target()).drop(back);
        }
    }

    private void create(String name, GeneratedDatabase database) {
        Shape shape =
                new Shape(database.encoding().word(), "C", "C", Optional.empty(), Optional.empty(), Optional.empty());
        ground.target().create(name, shape, Mark.of("drill", UUID.randomUUID()));
    }

    /** Up to L4. */
    private void drill(StagedArchive archive, String back) throws Exception {
        Needs needs = Needs.of(archive.manifest(), Optional.of(archive.list()));
        assertThat(Fitness.of(needs, ((Look.Seen) ground.target().look()).facts(), true)
                        .obstacles())
                .isEmpty();
        ApplySettings.toDatabase(
                ground.connection(back),
                DatabaseSettings.of(archive).ofExpressions().values());

        Restored restored =
                RestoreArchive.restore(archive, ground.connection(back), How.everything(2, true), Progress.NONE);

        if (restored instanceof Restored.Failed failed) {
            // Several jobs may block one another at the indexes of partitions: then a second attempt brings them.
            assertThat(failed.reason()).isEqualTo(Restored.ERRORS);
            assertThat(RefusedEntries.of(archive, failed, ground.connection(back)))
                    .isNotEmpty()
                    .allMatch(RefusedEntry::isRestored);
        }
        Comparison comparison = new CompareContents(archive, ground.connection(back), 2, Long.MAX_VALUE, Progress.NONE)
                .compare(archive.contents())
                .orElseThrow();
        assertThat(comparison.different()).isEmpty();
        Inspection inspection =
                InspectDatabase.inspect(ground.connection(back), Optional.of(archive.list()), Optional.empty());
        assertThat(inspection.missing()).isEmpty();
    }
}
