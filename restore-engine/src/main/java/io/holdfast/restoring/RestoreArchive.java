package io.holdfast.restoring;

import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Ended;
import io.holdfast.postgrestools.RestoreInto;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TextSettings;
import io.holdfast.restoring.archive.EntryList;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.server.TargetTrouble;
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
    public static Restored restore(StagedArchive archive, Connection target, How how, Progress progress)
            throws InterruptedException {
        LateEntries late = LateEntries.of(archive, how);
        if (late.isEmpty() || how.replacing()) {
            return run(archive, target, how, late.last(archive, how), progress);
        }
        Restored others = run(archive, target, how, late.others(archive, how), progress);
        return others.isOver() ? others : others.and(run(archive, target, how, late.ids(), progress));
    }

    /** @param ids of the entries that are wanted, in this order; all if empty */
    private static Restored run(StagedArchive archive, Connection target, How how, List<Integer> ids, Progress progress)
            throws InterruptedException {
        Optional<Path> list = Optional.empty();
        try {
            if (!ids.isEmpty()) {
                list = Optional.of(EntryList.write(archive.file(), ids));
            }
            RestoreInto.Options options = new RestoreInto.Options(
                    how.jobs(), how.owners(), how.replacing(), how.section(), list, how.tablespaces(), how.silent());
            JudgeRestore judge = JudgeRestore.before(archive, target, how);
            Connection session = reading(archive, target);
            return run(new RestoreInto(archive.programs(), archive.file(), session, options), archive, judge, progress);
        } catch (SQLException e) {
            return Restored.Failed.because(TargetTrouble.of(e), "");
        } catch (IOException e) {
            return new Restored.Failed(
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
    private static Connection reading(StagedArchive archive, Connection target) throws SQLException {
        TextSettings settings = archive.settings()
                .map(recorded -> recorded.only(TextSettings.LC_MONETARY))
                .orElse(TextSettings.NONE)
                .with(TextSettings.ARRAY_NULLS, "on");
        return TextSettings.areTaken(target, ANSWER) ? target.withSettings(settings) : target;
    }

    private static Restored run(RestoreInto program, StagedArchive archive, JudgeRestore judge, Progress progress)
            throws IOException, InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        Set<Integer> refused = new ConcurrentSkipListSet<>();
        int tables = archive.list().ofType("TABLE DATA").size();
        try (RunningProgram pgRestore = program.start(line -> {
            if (ROWS.matcher(line).matches()) {
                begun.incrementAndGet();
            } else {
                RestoreErrors.entryOf(line).ifPresent(refused::add);
            }
        })) {
            Optional<Ended> ended = pgRestore.await(LOOK);
            while (ended.isEmpty()) {
                progress.at(Phases.RESTORING, 0, Math.max(0, begun.get() - 1), tables);
                if (progress.isStopped()) {
                    pgRestore.stop(GRACE);
                    return new Restored.Failed("stopped", "The restore was stopped.", List.of(), "");
                }
                ended = pgRestore.await(LOOK);
            }
            progress.at(Phases.RESTORING, 0, begun.get(), tables);
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
