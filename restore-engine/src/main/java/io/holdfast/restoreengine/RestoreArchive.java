package io.holdfast.restoreengine;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.ExitResult;
import io.holdfast.postgrestools.PgRestoreIntoDatabase;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TextSettings;
import io.holdfast.restoreengine.archive.PgRestoreEntryList;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.server.TargetServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Runs pg_restore on a staged archive, into a database that is there. */
public final class RestoreArchive {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** For the progress alone. */
    private static final Pattern ROWS = Pattern.compile("pg_restore: processing data for table .*");

    private RestoreArchive() {}

    /**
     * Blocks until pg_restore has ended; a stopped one is ended within ten seconds. Event triggers of the archive come last, when nothing
     * is left for which they could fire: pg_restore itself creates them before it fills materialized views. So do triggers and foreign keys
     * where several jobs restore partitions.
     */
    public static PgRestoreResult restore(
            StagedArchive archive, DatabaseConnection target, RestoreOptions restoreOptions, ProgressListener progress)
            throws InterruptedException {
        DeferredEntries late = DeferredEntries.of(archive, restoreOptions);
        if (restoreOptions.replacing()) {
            List<Integer> ids = PartitionConstraints.first(archive.list(), late.last(archive, restoreOptions));
            return run(archive, target, restoreOptions, ids, progress);
        }
        if (late.isEmpty()) {
            return run(archive, target, restoreOptions, late.last(archive, restoreOptions), progress);
        }
        PgRestoreResult others = run(archive, target, restoreOptions, late.others(archive, restoreOptions), progress);
        return others.isOver()
                ? others
                : others.and(run(archive, target, restoreOptions, late.ids(), new AfterAllRows(progress)));
    }

    /** A further run restores no rows, so its progress is that of the run before, at its end. */
    private record AfterAllRows(ProgressListener progress) implements ProgressListener {

        @Override
        public void at(String phase, long bytes, int tables, int ofTables) {
            progress.at(phase, bytes, ofTables, ofTables);
        }

        @Override
        public boolean isStopped() {
            return progress.isStopped();
        }
    }

    /** @param ids of the entries that are wanted, in this order; all if empty */
    private static PgRestoreResult run(
            StagedArchive archive,
            DatabaseConnection target,
            RestoreOptions restoreOptions,
            List<Integer> ids,
            ProgressListener progress)
            throws InterruptedException {
        Optional<Path> list = Optional.empty();
        try {
            if (!ids.isEmpty()) {
                list = Optional.of(PgRestoreEntryList.write(archive.file(), ids));
            }
            PgRestoreIntoDatabase.Options options = new PgRestoreIntoDatabase.Options(
                    restoreOptions.jobs(),
                    restoreOptions.owners(),
                    restoreOptions.replacing(),
                    restoreOptions.section(),
                    list,
                    restoreOptions.tablespaces(),
                    restoreOptions.silent());
            ClassifyRestoreResult judge = ClassifyRestoreResult.before(archive, target, restoreOptions);
            DatabaseConnection session = reading(archive, target);
            return run(
                    new PgRestoreIntoDatabase(archive.programs(), archive.file(), session, options),
                    archive,
                    judge,
                    progress);
        } catch (SQLException e) {
            return PgRestoreResult.Failed.because(TargetServerException.of(e), "");
        } catch (IOException e) {
            return new PgRestoreResult.Failed(
                    "no_program",
                    "pg_restore could not be started: check that it is installed, and that the host has processes,"
                            + " memory and room in the work folder to spare.",
                    List.of(),
                    "");
        } finally {
            list.ifPresent(RestoreArchive::delete);
        }
    }

    /**
     * Values of {@code money} are read under the locale in which they were written, and NULL in an array is null whatever the target has
     * set; all other text is read alike under every setting.
     * A pooler before the target may not take the option: then its own locale has to be that one.
     */
    private static DatabaseConnection reading(StagedArchive archive, DatabaseConnection target) throws SQLException {
        TextSettings settings = archive.settings()
                .map(recorded -> recorded.only(TextSettings.LC_MONETARY))
                .orElse(TextSettings.NONE)
                .with(TextSettings.ARRAY_NULLS, "on");
        return TextSettings.areTaken(target, ANSWER) ? target.withSettings(settings) : target;
    }

    private static PgRestoreResult run(
            PgRestoreIntoDatabase program,
            StagedArchive archive,
            ClassifyRestoreResult judge,
            ProgressListener progress)
            throws IOException, InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        Set<Integer> refused = new ConcurrentSkipListSet<>();
        int tables = archive.list().ofType("TABLE DATA").size();
        try (RunningProgram pgRestore = program.start(line -> {
            if (ROWS.matcher(line).matches()) {
                begun.incrementAndGet();
            } else {
                PgRestoreErrorOutput.entryOf(line).ifPresent(refused::add);
            }
        })) {
            Optional<ExitResult> ended = pgRestore.await(LOOK);
            while (ended.isEmpty()) {
                progress.at(PhaseDurations.RESTORING, 0, Math.max(0, begun.get() - 1), tables);
                if (progress.isStopped()) {
                    pgRestore.stop(GRACE);
                    return new PgRestoreResult.Failed("stopped", "The restore was stopped.", List.of(), "");
                }
                ended = pgRestore.await(LOOK);
            }
            progress.at(PhaseDurations.RESTORING, 0, begun.get(), tables);
            return judge.of(ended.get(), refused);
        }
    }

    private static void delete(Path list) {
        try {
            Files.deleteIfExists(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
