package io.holdfast.restoring;

import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.SignIn;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoring.archive.CopyTable;
import io.holdfast.restoring.archive.Definitions;
import io.holdfast.restoring.archive.StagedArchive;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Why a server refuses entries of an archive. pg_restore prints the server's words, in the server's language, and no SQLSTATE; so those
 * that it could not restore are tried once more, by the same role and in the same database, and the SQLSTATE is read.
 */
public final class RefusedEntries {

    /** PostgreSQL's {@code insufficient_privilege}. */
    public static final String MAY_NOT = "42501";

    /** PostgreSQL's {@code object_not_in_prerequisite_state}, also for a foreign-data wrapper without a handler. */
    public static final String NOT_READY = "55000";

    private static final Logger LOG = Logger.getLogger(RefusedEntries.class);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final int TRIED = 50;

    private static final String[] SETTINGS = {
        "select pg_catalog.set_config('search_path', '', false)",
        "set check_function_bodies = off",
        "set row_security = off",
        "set standard_conforming_strings = on",
        "set client_min_messages = error"
    };

    private RefusedEntries() {}

    public record Refused(Entry entry, String sqlState) {}

    /**
     * The entries of {@code ids} that are refused again, in that order; at most the first fifty are tried.
     *
     * @param database that pg_restore has restored into; what is accepted this time stays there
     */
    public static List<Refused> of(StagedArchive archive, List<Integer> ids, Connection database)
            throws InterruptedException {
        List<Refused> refused = new ArrayList<>();
        try (java.sql.Connection connection = SignIn.to(database, ANSWER);
                Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            List<Integer> tried = ids.stream().limit(TRIED).toList();
            Map<Integer, String> definitions = Definitions.of(archive, tried);
            for (Entry entry : archive.list().entries()) {
                if (tried.contains(entry.id())) {
                    state(archive, entry, definitions, statement)
                            .forEach(state -> refused.add(new Refused(entry, state)));
                }
            }
        } catch (SQLException | IOException e) {
            LOG.warnf("Refused entries could not all be tried again: %s", e.getMessage());
        }
        return refused;
    }

    private static List<String> state(
            StagedArchive archive, Entry entry, Map<Integer, String> definitions, Statement statement)
            throws SQLException, IOException, InterruptedException {
        try {
            if (entry.type().equals("TABLE DATA")) {
                CopyTable.load(archive, entry.id(), statement.getConnection(), table -> true);
            } else if (definitions.containsKey(entry.id())) {
                statement.execute(definitions.get(entry.id()));
            }
            return List.of();
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("08")) {
                throw e;
            }
            return List.of(state);
        }
    }
}
