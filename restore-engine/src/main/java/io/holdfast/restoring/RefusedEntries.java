package io.holdfast.restoring;

import io.holdfast.events.Finding;
import io.holdfast.events.Printable;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoring.archive.CopyTable;
import io.holdfast.restoring.archive.Definitions;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.refusal.ExplainRefusal;
import io.holdfast.restoring.refusal.RefusedEntry;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Why a server refuses entries of an archive. pg_restore prints the server's words, in the server's language, and no SQLSTATE; so those
 * that it could not restore are tried once more, by the same role and in the same database, and the SQLSTATE is read.
 */
public final class RefusedEntries {

    /** PostgreSQL's {@code insufficient_privilege}. */
    public static final String MAY_NOT = "42501";

    private static final Logger LOG = Logger.getLogger(RefusedEntries.class);
    /** An index of a large table takes its time. */
    private static final Duration ANSWER = Duration.ofHours(1);

    private static final int TRIED = 50;

    /** How long one entry may take that is only tried to find the cause. */
    private static final Duration ON_PATH = Duration.ofMinutes(1);

    private static final String[] SETTINGS = {
        "select pg_catalog.set_config('search_path', '', false)",
        "set check_function_bodies = off",
        "set row_security = off",
        "set standard_conforming_strings = on",
        "set client_min_messages = error"
    };

    private static final String ON_ALL_SCHEMAS = """
        select pg_catalog.set_config('search_path', (select pg_catalog.string_agg(pg_catalog.quote_ident(nspname), ', '
          order by nspname <> ?, nspname <> 'public', nspname) from pg_catalog.pg_namespace
          where nspname !~ '^pg_' and nspname <> 'information_schema'), true)\
        """;

    private final StagedArchive archive;
    private final java.sql.Connection session;
    private final Map<Integer, String> definitions;

    private RefusedEntries(StagedArchive archive, java.sql.Connection session, Map<Integer, String> definitions) {
        this.archive = archive;
        this.session = session;
        this.definitions = definitions;
    }

    /**
     * What came of a second attempt.
     *
     * @param entries in the archive's order; one that was accepted this time is among them
     * @param untried how many more were refused; their causes are not known
     */
    public record SecondAttempt(List<RefusedEntry> entries, int untried) {

        public SecondAttempt {
            entries = List.copyOf(entries);
        }

        /** That there are more; empty if there are none. */
        public Optional<Finding> more() {
            return untried == 0
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            "more_refused",
                            "the server refused " + untried
                                    + " more objects: 'holdfast show ID --log' has its messages"));
        }
    }

    /**
     * Tries the entries of {@code ids} once more, at most the first fifty. One that is accepted this time stays in the database.
     *
     * @param database that pg_restore has restored into
     */
    public static SecondAttempt of(StagedArchive archive, List<Integer> ids, Connection database)
            throws InterruptedException {
        List<RefusedEntry> refused = new ArrayList<>();
        List<Integer> all = ids.stream().distinct().toList();
        List<Integer> tried = all.stream().limit(TRIED).toList();
        try (java.sql.Connection session = SignIn.to(database, ANSWER);
                Statement statement = session.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            RefusedEntries again = new RefusedEntries(archive, session, Definitions.of(archive, tried));
            for (Entry entry : archive.list().entries()) {
                if (tried.contains(entry.id())) {
                    refused.add(again.refused(entry));
                }
            }
        } catch (SQLException | IOException e) {
            LOG.warnf("Refused entries could not all be tried again: %s", Printable.message(e));
        }
        return new SecondAttempt(refused, all.size() - refused.size());
    }

    private RefusedEntry refused(Entry entry) throws SQLException, IOException, InterruptedException {
        ExplainRefusal explain = new ExplainRefusal(archive, session);
        Optional<SQLException> refusal = attempt(entry);
        return refusal.isEmpty()
                ? explain.afterwards(entry)
                : explain.refused(
                        entry, definitions.getOrDefault(entry.id(), ""), refusal.get(), () -> succeedsOnPath(entry));
    }

    /** Empty if the server takes it. */
    private Optional<SQLException> attempt(Entry entry) throws SQLException, IOException, InterruptedException {
        try (Statement statement = session.createStatement()) {
            if (entry.type().equals("TABLE DATA")) {
                CopyTable.load(archive, entry.id(), session, table -> true);
            } else if (definitions.containsKey(entry.id())) {
                statement.execute(definitions.get(entry.id()));
            }
            return Optional.empty();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            return Optional.of(e);
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
