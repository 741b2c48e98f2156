package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.ArchiveEntrySqlReader;
import io.holdfast.restoreengine.archive.LoadTableRows;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.refusal.ArchiveEntryErrorCause;
import io.holdfast.restoreengine.refusal.ArchiveEntryErrorCause.Blame;
import io.holdfast.restoreengine.refusal.DiagnoseArchiveEntryError;
import io.holdfast.restoreengine.refusal.RefusedArchiveEntry;
import io.holdfast.restoreengine.server.SqlQuoting;
import io.holdfast.restoreengine.server.TargetServerException;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds out why a server refuses entries of an archive. pg_restore prints messages in the language of the server and no
 * SQLSTATE. So each entry that pg_restore could not restore is tried once more by the same role in the same database, and the
 * SQLSTATE is read.
 */
public final class DiagnoseFailedEntries {

    /** SQLSTATE {@code insufficient_privilege}. */
    public static final String MAY_NOT = "42501";

    private static final Logger LOG = Logger.getLogger(DiagnoseFailedEntries.class);
    /** Long enough for an index of a large table. */
    private static final Duration ANSWER = Duration.ofHours(1);

    private static final int TRIED = 50;

    /** Time limit for an entry that is tried only to find the cause. */
    private static final Duration ON_PATH = Duration.ofMinutes(1);

    /** SQLSTATE {@code disk_full}. */
    private static final String FULL = "53100";

    /** The settings of pg_restore, except for the lock timeout: no other session should hold a lock. */
    private static final String[] SETTINGS = {
        "select pg_catalog.set_config('search_path', '', false)",
        "set check_function_bodies = off",
        "set row_security = off",
        "set standard_conforming_strings = on",
        "set client_min_messages = error",
        "set statement_timeout = 0",
        "set lock_timeout = '5s'"
    };

    private static final String ROWS = "TABLE DATA";
    private static final String HAS_ROWS = "select 1 from only %s limit 1";

    private static final String ON_ALL_SCHEMAS = """
        select pg_catalog.set_config('search_path', (select pg_catalog.string_agg(pg_catalog.quote_ident(nspname), ', '
          order by nspname <> ?, nspname <> 'public', nspname) from pg_catalog.pg_namespace
          where nspname !~ '^pg_' and nspname <> 'information_schema'), true)\
        """;

    private final StagedArchive archive;
    private final java.sql.Connection session;
    private final Map<Integer, String> definitions;

    private DiagnoseFailedEntries(
            StagedArchive archive, java.sql.Connection session, Map<Integer, String> definitions) {
        this.archive = archive;
        this.session = session;
        this.definitions = definitions;
    }

    /**
     * The entries that pg_restore could not restore, with the cause of each, in the order of the archive. Only the first fifty
     * are tried again. An entry that is accepted this time stays in the database and is also in the result.
     *
     * @param database database into which pg_restore has restored
     * @throws TargetServerException if the server becomes unavailable, or its disk is full
     */
    public static List<RefusedArchiveEntry> of(
            StagedArchive archive, PgRestoreResult.Failed failed, DatabaseConnection database)
            throws InterruptedException {
        List<Entry> refused = archive.list().entries().stream()
                .filter(entry -> failed.entries().contains(entry.id()))
                .toList();
        List<Entry> tried = refused.stream().limit(TRIED).toList();
        List<RefusedArchiveEntry> all = new ArrayList<>();
        try (java.sql.Connection session = session(database)) {
            DiagnoseFailedEntries again = new DiagnoseFailedEntries(archive, session, definitions(archive, tried));
            for (Entry entry : tried) {
                all.add(again.refused(entry, failed.isDisturbed()));
            }
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        } catch (IOException e) {
            LOG.warnf("Not all refused entries could be retried: cannot start pg_restore (%s)", e.getClass());
        }
        refused.stream().skip(all.size()).map(DiagnoseFailedEntries::notTried).forEach(all::add);
        return all;
    }

    /**
     * Findings about entries that the server refused in an in-place restore. Each definition is tried alone and rolled back. So
     * this finds only what the server lacks. Other causes depend on what the restore had dropped before.
     */
    static List<Finding> inPlace(StagedArchive archive, List<Entry> entries, DatabaseConnection live)
            throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (java.sql.Connection session = session(live)) {
            DiagnoseFailedEntries again = new DiagnoseFailedEntries(archive, session, definitions(archive, entries));
            for (Entry entry : entries) {
                findings.add(again.lacking(entry)
                        .map(RefusedArchiveEntry::finding)
                        .orElseGet(() -> notTried(entry).finding()));
            }
        } catch (SQLException | IOException e) {
            LOG.debugf("Refused entries of an in-place restore could not be retried: %s", e.getClass());
        }
        entries.stream()
                .skip(findings.size())
                .map(entry -> notTried(entry).finding())
                .forEach(findings::add);
        return findings;
    }

    private static java.sql.Connection session(DatabaseConnection database) throws SQLException {
        java.sql.Connection session = JdbcConnectionFactory.to(database, ANSWER);
        try (Statement statement = session.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private static Map<Integer, String> definitions(StagedArchive archive, List<Entry> entries)
            throws IOException, InterruptedException {
        return ArchiveEntrySqlReader.of(archive, entries.stream().map(Entry::id).toList());
    }

    private static RefusedArchiveEntry notTried(Entry entry) {
        return new RefusedArchiveEntry(entry, "", ArchiveEntryErrorCause.NOT_TRIED, "pg_restore could not restore it");
    }

    private RefusedArchiveEntry refused(Entry entry, boolean isDisturbed)
            throws SQLException, IOException, InterruptedException {
        boolean canBeTried = entry.type().equals(ROWS) ? !hasRows(entry) : definitions.containsKey(entry.id());
        if (!canBeTried) {
            return notTried(entry);
        }
        Optional<SQLException> refusal = attempt(entry);
        if (refusal.isPresent() && FULL.equals(refusal.get().getSQLState())) {
            throw refusal.get();
        }
        DiagnoseArchiveEntryError explain = new DiagnoseArchiveEntryError(archive, session);
        return refusal.isEmpty()
                ? explain.afterwards(entry, isDisturbed)
                : explain.refused(
                        entry, definitions.getOrDefault(entry.id(), ""), refusal.get(), () -> succeedsOnPath(entry));
    }

    /** A failed COPY leaves no rows. A missing table has no rows either, and its entry is refused next. */
    private boolean hasRows(Entry entry) throws SQLException {
        String table =
                entry.schema().map(schema -> SqlQuoting.name(schema) + ".").orElse("") + SqlQuoting.name(entry.name());
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(HAS_ROWS.formatted(table))) {
            return row.next();
        } catch (SQLException e) {
            throwIfLost(e);
            return false;
        }
    }

    private Optional<RefusedArchiveEntry> lacking(Entry entry) throws SQLException, IOException, InterruptedException {
        if (!definitions.containsKey(entry.id())) {
            return Optional.empty();
        }
        session.setAutoCommit(false);
        Optional<SQLException> refusal;
        try (Statement statement = session.createStatement()) {
            statement.execute("set local statement_timeout = " + ON_PATH.toMillis());
            refusal = attempt(entry);
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
        return refusal.isEmpty()
                ? Optional.empty()
                : Optional.of(new DiagnoseArchiveEntryError(archive, session)
                                .refused(entry, definitions.get(entry.id()), refusal.get(), () -> false))
                        .filter(found -> found.cause().blame() == Blame.SERVER || found.isHarmless());
    }

    /** Empty if the server accepts the entry. */
    private Optional<SQLException> attempt(Entry entry) throws SQLException, IOException, InterruptedException {
        try (Statement statement = session.createStatement()) {
            if (entry.type().equals(ROWS)) {
                LoadTableRows.load(archive, entry.id(), session, table -> true);
            } else {
                statement.execute(definitions.get(entry.id()));
            }
            return Optional.empty();
        } catch (SQLException e) {
            throwIfLost(e);
            return Optional.of(e);
        }
    }

    private static void throwIfLost(SQLException e) throws SQLException {
        if (TargetServerException.of(e).reason().equals(TargetServerException.RESTARTED)) {
            throw e;
        }
    }

    private boolean succeedsOnPath(Entry entry) throws SQLException, IOException, InterruptedException {
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement();
                var path = session.prepareStatement(ON_ALL_SCHEMAS)) {
            statement.execute("set local statement_timeout = " + ON_PATH.toMillis());
            path.setString(1, entry.schema().orElse("public"));
            path.execute();
            return attempt(entry).isEmpty();
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
    }
}
