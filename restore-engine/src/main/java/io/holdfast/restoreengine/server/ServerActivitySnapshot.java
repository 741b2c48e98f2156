package io.holdfast.restoreengine.server;

import io.holdfast.postgrestools.ServerRestartDetector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A snapshot of counters and processes of a server. Two snapshots show events that no program reports with a code.
 *
 * @param processes process identities, which show a restart or crash
 * @param deadlocks number of deadlocks that the server has ended in the session's database
 * @param ended number of sessions of that database that ended by an administrator or a fatal error; from PostgreSQL 14 on
 */
public record ServerActivitySnapshot(ServerRestartDetector processes, long deadlocks, long ended) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Reads the columns that a row has, because newer versions have more. */
    private static final String MOMENT = """
        select coalesce((j ->> 'deadlocks')::bigint, 0),
          coalesce((j ->> 'sessions_killed')::bigint, 0) + coalesce((j ->> 'sessions_fatal')::bigint, 0)
        from (select to_jsonb(s) as j from pg_stat_database s where datname = current_database()) d\
        """;

    private static final String OTHERS = """
        select count(*) from pg_stat_activity where datname = current_database() and usename = current_user
          and application_name = ? and pid <> pg_backend_pid()\
        """;

    public static ServerActivitySnapshot of(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(MOMENT)) {
            row.next();
            return new ServerActivitySnapshot(ServerRestartDetector.read(session), row.getLong(1), row.getLong(2));
        }
    }

    /**
     * Waits at most ten seconds until the sessions of a program have ended, so that the statistics include them.
     *
     * @param application application name of these sessions
     */
    public static ServerActivitySnapshot after(String application, Connection session)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (hasSessions(application, session) && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
        }
        return of(session);
    }

    private static boolean hasSessions(String application, Connection session) throws SQLException {
        try (var query = session.prepareStatement(OTHERS)) {
            query.setString(1, application);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    /** Also true after a crash of one session, which ends all others. */
    public boolean isRestartedSince(ServerActivitySnapshot before) {
        return processes.wasRestartedSince(before.processes()) || processes.hasCrashedSince(before.processes());
    }

    public boolean hasEndedSessionsSince(ServerActivitySnapshot before) {
        return ended > before.ended();
    }

    public boolean hasDeadlocksSince(ServerActivitySnapshot before) {
        return deadlocks > before.deadlocks();
    }
}
