package io.holdfast.dump.source;

import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.PgVersion;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SystemCatalogNameReader;
import io.holdfast.postgrestools.rights.BackupRightsReader;
import io.holdfast.postgrestools.rights.BackupRole;
import io.holdfast.postgrestools.rights.MissingReadRights;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Determines why pg_dump failed. pg_dump prints no SQLSTATE and exits with status 1 for every error. Therefore a separate
 * session checks the connection, permissions, locks, and changes since the start of the dump. If it finds no cause, the failure
 * is unrecognised.
 */
@ApplicationScoped
public class DiagnoseDumpFailure {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(2);

    /** The locks that block pg_dump must not block the diagnosis. */
    private static final String SHORT_LOCK_TIMEOUT = "select set_config('lock_timeout', '1s', false)";

    private final BlockingLockDetector locks = new BlockingLockDetector();
    private final FindUnreadableTable everyTable = new FindUnreadableTable();
    private final FindOversizedRow longestCopyRow;

    public DiagnoseDumpFailure(FindOversizedRow longestCopyRow) {
        this.longestCopyRow = longestCopyRow;
    }

    public DumpFailure explain(FailedPgDumpProcess dump) {
        if (dump.ended().lostItsReader()) {
            return DumpFailureCause.READER_GONE.found();
        }
        if (dump.ended().killed()) {
            return DumpFailureCause.KILLED.found("signal " + dump.ended().signal());
        }
        try (Connection session = JdbcConnectionFactory.readOnlyAfterwards(dump.connection(), STATEMENT_TIMEOUT)) {
            execute(session, SHORT_LOCK_TIMEOUT);
            return diagnose(dump, session);
        } catch (SQLException e) {
            return DumpFailure.of(SessionFailure.of(e));
        }
    }

    private DumpFailure diagnose(FailedPgDumpProcess dump, Connection session) throws SQLException {
        Optional<DumpFailure> found = version(dump, session);
        if (found.isEmpty()) {
            found = restarted(dump, SourceCatalogSnapshot.read(session));
        }
        if (found.isEmpty()) {
            found = refused(dump, session);
        }
        if (found.isEmpty()) {
            found = changes(dump, session);
        }
        if (found.isEmpty()) {
            found = dump.wroteBytes() ? contents(session) : locks.exhausted(session);
        }
        if (found.isEmpty()) {
            awaitStatistics(session);
            found = changes(dump, session);
        }
        if (found.isEmpty()) {
            found = sessions(dump, SourceCatalogSnapshot.read(session));
        }
        return found.orElseGet(() -> DumpFailureCause.UNRECOGNISED.found(
                "exit status " + dump.ended().exitCode()));
    }

    /** Checks permissions again: they may have been revoked, and new objects may have been created since the preflight check. */
    private static Optional<DumpFailure> refused(FailedPgDumpProcess dump, Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            SystemCatalogNameReader names = SystemCatalogNameReader.of(statement);
            BackupRole role = BackupRightsReader.role(statement, names);
            MissingReadRights rights = BackupRightsReader.missing(statement, names, role, dump.withRows());
            return rights.isEmpty() ? Optional.empty() : Optional.of(DumpFailure.of(rights));
        }
    }

    /** Compares the database with the snapshot before the dump. */
    private Optional<DumpFailure> changes(FailedPgDumpProcess dump, Connection session) throws SQLException {
        SourceCatalogSnapshot now = SourceCatalogSnapshot.read(session);
        Optional<DumpFailure> conflict = conflict(dump, now);
        return conflict.isPresent() || dump.wroteBytes() ? conflict : catalogs(dump, now, session);
    }

    /** Waits for the statistics: a session reports its counters when it ends, or after a second. */
    private static void awaitStatistics(Connection session) throws SQLException {
        execute(session, "select pg_sleep(1.5), pg_stat_clear_snapshot()");
    }

    private static void execute(Connection session, String statement) throws SQLException {
        try (Statement running = session.createStatement()) {
            running.execute(statement);
        }
    }

    private static Optional<DumpFailure> version(FailedPgDumpProcess dump, Connection session) throws SQLException {
        int version = number(session, "select current_setting('server_version_num')::int");
        if (PgVersion.ofServerVersionNum(version).major()
                > dump.programs().version().major()) {
            return Optional.of(DumpFailureCause.OLDER_PROGRAMS.found(PgVersion.ofServerVersionNum(version)
                    + ", and pg_dump is " + dump.programs().version()));
        }
        return Optional.empty();
    }

    private static Optional<DumpFailure> restarted(FailedPgDumpProcess dump, SourceCatalogSnapshot now) {
        if (dump.before().state().isEmpty()) {
            return Optional.empty();
        }
        SourceCatalogSnapshot before = dump.before().state().get();
        if (now.server().wasRestartedSince(before.server())) {
            return Optional.of(DumpFailureCause.RESTARTED.found());
        }
        if (now.server().hasCrashedSince(before.server())) {
            return Optional.of(DumpFailureCause.CRASHED.found());
        }
        return Optional.empty();
    }

    /** Checks for recovery conflicts. Only a standby counts them. */
    private static Optional<DumpFailure> conflict(FailedPgDumpProcess dump, SourceCatalogSnapshot now) {
        return dump.before()
                .state()
                .map(before -> now.counters().conflicts() - before.counters().conflicts())
                .filter(conflicts -> conflicts > 0)
                .map(conflicts -> DumpFailureCause.CONFLICT.found(conflicts + " queries"));
    }

    /** Checks locks and catalogs, which pg_dump accesses before it writes its first byte. */
    private Optional<DumpFailure> catalogs(FailedPgDumpProcess dump, SourceCatalogSnapshot now, Connection session)
            throws SQLException {
        if (dump.took().compareTo(dump.lockWait()) >= 0) {
            Optional<DumpFailure> locked = locks.held(session);
            if (locked.isPresent()) {
                return locked;
            }
        }
        if (dump.before().state().isPresent()) {
            SourceCatalogSnapshot before = dump.before().state().get();
            Optional<String> gone = before.goneIn(now);
            if (gone.isPresent()) {
                return gone.map(DumpFailureCause.DROPPED::found);
            }
            long removed = now.counters().removedRows() - before.counters().removedRows();
            long altered = before.alteredUntil(now, session);
            if (removed > 0 || altered > 0) {
                return Optional.of(DumpFailureCause.CHANGED.found(
                        "removed catalog rows: " + removed + ", new or altered objects: " + altered));
            }
            if (now.counters().deadlocks() > before.counters().deadlocks()) {
                return Optional.of(DumpFailureCause.DEADLOCK.found());
            }
        }
        return Optional.empty();
    }

    /** Checks the rows of the tables. pg_dump reads them after its first byte, and holds locks that prevent changes of tables. */
    private Optional<DumpFailure> contents(Connection session) throws SQLException {
        Optional<OversizedRow> tooLong = longestCopyRow.find(session);
        return tooLong.isPresent() ? tooLong.map(DiagnoseDumpFailure::describe) : everyTable.read(session);
    }

    private static DumpFailure describe(OversizedRow line) {
        return DumpFailureCause.ROW_TOO_LONG.found("column " + line.column() + " of " + line.table() + " contains "
                + line.columnBytes() + " bytes; the limit for a row in COPY format is " + OversizedRow.LIMIT
                + " bytes, and each byte of a bytea value takes two characters");
    }

    private static Optional<DumpFailure> sessions(FailedPgDumpProcess dump, SourceCatalogSnapshot now) {
        return dump.before()
                .state()
                .map(before -> now.counters().killed() - before.counters().killed())
                .filter(killed -> killed > 0)
                .map(killed -> DumpFailureCause.SESSIONS_ENDED.found(killed + " sessions"));
    }

    private static int number(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
