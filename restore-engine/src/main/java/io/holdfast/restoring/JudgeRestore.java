package io.holdfast.restoring;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Ended;
import io.holdfast.postgrestools.SessionCause;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.live.CatalogState;
import io.holdfast.restoring.live.LockBudget;
import io.holdfast.restoring.server.ServerMoment;
import io.holdfast.restoring.server.TargetTrouble;
import io.holdfast.restoring.server.UnknownSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How pg_restore ended. It prints the server's words and no SQLSTATE, so a session of our own asks the server: whether it takes a
 * connection, whether it was started again, whether sessions were ended, and what it lacks. What that does not show is unrecognised.
 */
final class JudgeRestore {

    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int SIGNALLED = 128;
    private static final int SHOWN = 20;

    private final StagedArchive archive;
    private final Connection target;
    private final How how;
    private final ServerMoment before;
    private final Optional<CatalogState> live;

    private JudgeRestore(
            StagedArchive archive, Connection target, How how, ServerMoment before, Optional<CatalogState> live) {
        this.archive = archive;
        this.target = target;
        this.how = how;
        this.before = before;
        this.live = live;
    }

    /**
     * To be made before pg_restore is started.
     *
     * @throws SQLException if the target takes no connection
     */
    static JudgeRestore before(StagedArchive archive, Connection target, How how) throws SQLException {
        try (java.sql.Connection session = SignIn.readOnly(target, ANSWER)) {
            return new JudgeRestore(
                    archive,
                    target,
                    how,
                    ServerMoment.of(session),
                    how.replacing() ? Optional.of(CatalogState.of(session)) : Optional.empty());
        }
    }

    /** @param refused ids of entries with errors */
    Restored of(Ended ended, Set<Integer> refused) throws InterruptedException {
        RestoreErrors errors = RestoreErrors.read(ended.complaint().text(), archive.list());
        if (ended.succeeded()) {
            return new Restored.Done(
                    errors.hasWarnings()
                            ? List.of(warning("pg_restore warned; this service's page of it has the words"))
                            : List.of(),
                    errors.words());
        }
        if (ended.exitCode() > SIGNALLED) {
            return new Restored.Failed(
                    "interrupted",
                    "pg_restore was ended by signal " + (ended.exitCode() - SIGNALLED)
                            + ". Look for out-of-memory kills in the host's log.",
                    List.of(),
                    errors.words());
        }
        List<Entry> entries = archive.list().entries().stream()
                .filter(entry -> refused.contains(entry.id()))
                .toList();
        try (java.sql.Connection session = SignIn.readOnly(target, ANSWER)) {
            ServerMoment now = ServerMoment.after(target.applicationName(), session);
            if (now.isRestartedSince(before)) {
                return Restored.Failed.because(TargetTrouble.of(SessionCause.CONNECTION_LOST), errors.words());
            }
            return how.replacing()
                    ? replacing(session, ended, entries, errors)
                    : beside(session, ended, entries, errors, now);
        } catch (SQLException e) {
            return Restored.Failed.because(lost(TargetTrouble.of(e)), errors.words());
        }
    }

    /** Of a transaction that may have been committed nothing is known while nobody can look. */
    private TargetTrouble lost(TargetTrouble trouble) {
        return how.replacing() ? trouble.duringTransaction() : trouble;
    }

    private Restored beside(
            java.sql.Connection session, Ended ended, List<Entry> entries, RestoreErrors errors, ServerMoment now)
            throws SQLException {
        if (now.hasEndedSessionsSince(before)) {
            return Restored.Failed.because(TargetTrouble.of(SessionCause.CONNECTION_LOST), errors.words());
        }
        if (!errors.isComplete()) {
            return new Restored.Failed(
                    "restore_broken_off",
                    "pg_restore ended with status " + ended.exitCode()
                            + " before it came to the end of the archive, and the reason is not recognised. Its output:"
                            + " 'holdfast show ID --log'.",
                    List.of(),
                    errors.words());
        }
        List<String> unknown = UnknownSettings.of(session);
        if (!entries.isEmpty()) {
            return new Restored.Failed(
                    Restored.ERRORS,
                    "pg_restore could not restore " + entries.size()
                            + " objects. The server's messages: 'holdfast show ID --log'.",
                    entries.stream().limit(SHOWN).map(JudgeRestore::notRestored).toList(),
                    errors.words(),
                    entries.stream().map(Entry::id).toList(),
                    Optional.empty(),
                    now.hasDeadlocksSince(before));
        }
        return new Restored.Done(
                List.of(warning(
                        unknown.isEmpty()
                                ? "pg_restore had errors before the first object; this service's page of it has the"
                                        + " words"
                                : "the server does not know what pg_restore sets first: "
                                        + String.join(", ", unknown))),
                errors.words());
    }

    private Restored replacing(java.sql.Connection session, Ended ended, List<Entry> entries, RestoreErrors errors)
            throws SQLException, InterruptedException {
        if (!CatalogState.of(session).equals(live.orElseThrow())) {
            return Restored.Failed.because(TargetTrouble.of(SessionCause.CONNECTION_LOST), errors.words());
        }
        Optional<Finding> locks = LockBudget.of(session, archive.list()).obstacle();
        if (locks.isPresent()) {
            return new Restored.Failed(
                    locks.get().code(),
                    "The restore was taken back, and nothing was changed: "
                            + locks.get().text() + ".",
                    List.of(locks.get()),
                    errors.words());
        }
        List<String> unknown = UnknownSettings.of(session);
        if (entries.isEmpty() && !unknown.isEmpty()) {
            return new Restored.Failed(
                    "program_newer",
                    "pg_restore " + archive.programs().version() + " sets what the target server does not know ("
                            + String.join(", ", unknown)
                            + "), and that ends the one transaction. Restore with --swap. Nothing was changed.",
                    List.of(),
                    errors.words());
        }
        List<Finding> findings = RefusedEntries.inPlace(archive, entries, target);
        return new Restored.Failed(
                Restored.ERRORS,
                (entries.isEmpty()
                                ? "pg_restore ended with status " + ended.exitCode()
                                        + ", and the reason is not recognised."
                                : "The server refused " + entries.getFirst().label() + ".")
                        + " The one transaction was taken back, and nothing was changed. The server's message:"
                        + " 'holdfast show ID --log'. A restore into a new database tries each object by itself, and"
                        + " names the cause.",
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
