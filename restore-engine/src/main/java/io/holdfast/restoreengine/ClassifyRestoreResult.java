package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.SessionFailureCause;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.live.RestoreLockCalculator;
import io.holdfast.restoreengine.live.SystemCatalogSnapshot;
import io.holdfast.restoreengine.server.ServerActivitySnapshot;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.restoreengine.server.UnsupportedSettingDetector;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Determines how pg_restore ended. pg_restore prints messages of the server but no SQLSTATE. So a separate session checks the
 * server: whether it accepts a connection, has restarted, has terminated sessions, and what it lacks. All other failures are
 * unrecognized.
 */
final class ClassifyRestoreResult {

    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int SIGNALLED = 128;
    private static final int SHOWN = 20;

    private final StagedArchive archive;
    private final DatabaseConnection target;
    private final RestoreOptions options;
    private final ServerActivitySnapshot before;
    private final Optional<SystemCatalogSnapshot> live;

    private ClassifyRestoreResult(
            StagedArchive archive,
            DatabaseConnection target,
            RestoreOptions options,
            ServerActivitySnapshot before,
            Optional<SystemCatalogSnapshot> live) {
        this.archive = archive;
        this.target = target;
        this.options = options;
        this.before = before;
        this.live = live;
    }

    /**
     * Creates the classifier. Call this before pg_restore starts.
     *
     * @throws SQLException if the target accepts no connection
     */
    static ClassifyRestoreResult before(StagedArchive archive, DatabaseConnection target, RestoreOptions options)
            throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(target, ANSWER)) {
            return new ClassifyRestoreResult(
                    archive,
                    target,
                    options,
                    ServerActivitySnapshot.of(session),
                    options.replacing() ? Optional.of(SystemCatalogSnapshot.of(session)) : Optional.empty());
        }
    }

    /** @param refused ids of the entries with errors */
    PgRestoreResult of(ProgramExitResult exitResult, Set<Integer> refused) throws InterruptedException {
        PgRestoreErrorOutput errors =
                PgRestoreErrorOutput.read(exitResult.complaint().text(), archive.list());
        if (exitResult.succeeded()) {
            return new PgRestoreResult.Done(
                    errors.hasWarnings()
                            ? List.of(warning("pg_restore printed warnings; they are in the detailed report"))
                            : List.of(),
                    errors.words());
        }
        if (exitResult.exitCode() > SIGNALLED) {
            return new PgRestoreResult.Failed(
                    "interrupted",
                    "pg_restore was terminated by signal " + (exitResult.exitCode() - SIGNALLED)
                            + ". hint: check the log of the host for out-of-memory kills.",
                    List.of(),
                    errors.words());
        }
        List<Entry> entries = archive.list().entries().stream()
                .filter(entry -> refused.contains(entry.id()))
                .toList();
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(target, ANSWER)) {
            ServerActivitySnapshot now = ServerActivitySnapshot.after(target.applicationName(), session);
            if (now.isRestartedSince(before)) {
                return PgRestoreResult.Failed.because(
                        TargetServerException.of(SessionFailureCause.CONNECTION_LOST), errors.words());
            }
            return options.replacing()
                    ? replacing(session, exitResult, entries, errors)
                    : beside(session, exitResult, entries, errors, now);
        } catch (SQLException e) {
            return PgRestoreResult.Failed.because(lost(TargetServerException.of(e)), errors.words());
        }
    }

    /** While the server is unreachable, it is unknown whether the transaction was committed. */
    private TargetServerException lost(TargetServerException trouble) {
        return options.replacing() ? trouble.duringTransaction() : trouble;
    }

    private PgRestoreResult beside(
            java.sql.Connection session,
            ProgramExitResult exitResult,
            List<Entry> entries,
            PgRestoreErrorOutput errors,
            ServerActivitySnapshot now)
            throws SQLException {
        if (now.hasEndedSessionsSince(before)) {
            return PgRestoreResult.Failed.because(
                    TargetServerException.of(SessionFailureCause.CONNECTION_LOST), errors.words());
        }
        if (!errors.isComplete()) {
            return new PgRestoreResult.Failed(
                    "restore_broken_off",
                    "pg_restore exited with status " + exitResult.exitCode()
                            + " before the end of the archive, and the reason is not known. hint: see its output with"
                            + " 'holdfast show ID --log'.",
                    List.of(),
                    errors.words());
        }
        List<String> unknown = UnsupportedSettingDetector.of(session);
        if (!entries.isEmpty()) {
            return new PgRestoreResult.Failed(
                    PgRestoreResult.ERRORS,
                    "pg_restore could not restore " + entries.size()
                            + " objects. hint: 'holdfast show ID --log' shows the messages of the server.",
                    entries.stream()
                            .limit(SHOWN)
                            .map(ClassifyRestoreResult::notRestored)
                            .toList(),
                    errors.words(),
                    entries.stream().map(Entry::id).toList(),
                    Optional.empty(),
                    now.hasDeadlocksSince(before));
        }
        return new PgRestoreResult.Done(
                List.of(warning(
                        unknown.isEmpty()
                                ? "pg_restore reported errors before the first object; they are in the detailed"
                                        + " report"
                                : "pg_restore sets parameters that the server does not know: "
                                        + String.join(", ", unknown))),
                errors.words());
    }

    private PgRestoreResult replacing(
            java.sql.Connection session, ProgramExitResult exitResult, List<Entry> entries, PgRestoreErrorOutput errors)
            throws SQLException, InterruptedException {
        if (!SystemCatalogSnapshot.of(session).equals(live.orElseThrow())) {
            return PgRestoreResult.Failed.because(
                    TargetServerException.of(SessionFailureCause.CONNECTION_LOST), errors.words());
        }
        Optional<Finding> locks =
                RestoreLockCalculator.of(session, archive.list()).obstacle();
        if (locks.isPresent()) {
            return new PgRestoreResult.Failed(
                    locks.get().code(),
                    "The restore was rolled back, and nothing was changed: "
                            + locks.get().text() + ".",
                    List.of(locks.get()),
                    errors.words());
        }
        List<String> unknown = UnsupportedSettingDetector.of(session);
        if (entries.isEmpty() && !unknown.isEmpty()) {
            return new PgRestoreResult.Failed(
                    "program_newer",
                    "pg_restore " + archive.programs().version() + " sets parameters that the target server does"
                            + " not know ("
                            + String.join(", ", unknown)
                            + "), so the transaction was rolled back, and nothing was changed. hint: restore with"
                            + " --swap.",
                    List.of(),
                    errors.words());
        }
        List<Finding> findings = DiagnoseFailedEntries.inPlace(archive, entries, target);
        return new PgRestoreResult.Failed(
                PgRestoreResult.ERRORS,
                (entries.isEmpty()
                                ? "pg_restore exited with status " + exitResult.exitCode()
                                        + ", and the reason is not known."
                                : "The server refused " + entries.getFirst().label() + ".")
                        + " The transaction was rolled back, and nothing was changed. hint: the message of the"
                        + " server is in 'holdfast show ID --log'. A restore into a new database tries each object"
                        + " separately and reports the cause.",
                findings,
                errors.words(),
                entries.stream().map(Entry::id).toList(),
                findings.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable(findings.getFirst().sqlState()),
                false);
    }

    private static Finding notRestored(Entry entry) {
        return new Finding("restore_error", entry.label() + ": pg_restore could not restore it");
    }

    private static Finding warning(String text) {
        return new Finding("restore_warning", text);
    }
}
