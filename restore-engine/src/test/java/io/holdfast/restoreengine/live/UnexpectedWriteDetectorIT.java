package io.holdfast.restoreengine.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.Secret;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The independent check alone, without the steps that prevent it from finding anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnexpectedWriteDetectorIT {

    private PostgresServer server;

    @BeforeAll
    void make_tables(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("server"));
        server.execute(
                "postgres",
                "create table own (id serial primary key, body text)",
                "create table other (id int)",
                "insert into other values (1)",
                "create table big (n int)",
                "alter system set track_counts = off",
                "select pg_reload_conf()");
    }

    @AfterAll
    void end() {
        server.destroy();
    }

    @Test
    void the_table_itself_its_index_its_toast_and_its_sequence_may_be_written() throws SQLException {
        assertThat(touched(
                        "insert into public.own (body) select string_agg(md5(n::text), '') from generate_series(1, 9000) n",
                        "delete from only public.own"))
                .isEmpty();
    }

    @Test
    void a_row_that_was_inserted_elsewhere_is_noticed() throws SQLException {
        assertThat(touched("insert into public.other values (2)")).containsExactly("public.other");
    }

    @Test
    void a_table_that_was_emptied_is_noticed_although_nothing_is_counted() throws SQLException {
        assertThat(touched("truncate public.other")).contains("public.other");
    }

    @Test
    void what_was_made_in_a_subtransaction_is_noticed() throws SQLException {
        assertThat(touched(
                        "do $$ begin create temporary table loot (id int); exception when others then raise; end $$"))
                .contains("loot");
    }

    @Test
    void what_was_rolled_back_in_a_subtransaction_is_forgotten() throws SQLException {
        assertThat(touched("do $$ begin create table public.gone (id int); raise exception 'no';"
                        + " exception when others then null; end $$"))
                .doesNotContain("public.gone");
    }

    @Test
    void a_catalog_that_was_changed_by_hand_is_noticed() throws SQLException {
        assertThat(touched("update pg_class set relhasrules = relhasrules where relname = 'other'"))
                .contains("pg_class", "public.other");
    }

    @Test
    void what_others_commit_meanwhile_is_not_ours() throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.to(connection(), Duration.ZERO);
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("delete from only public.own");
            server.execute("postgres", "create table meanwhile (id int)", "truncate big");

            assertThat(others(session, statement)).isEmpty();
        }
    }

    private List<String> touched(String... statements) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.to(connection(), Duration.ZERO);
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            return others(session, statement);
        }
    }

    private static List<String> others(java.sql.Connection session, Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select 'public.own'::regclass::oid::bigint, 'public.own_id_seq'::regclass::oid::bigint")) {
            row.next();
            List<Long> allowed = List.of(row.getLong(1), row.getLong(2));
            return UnexpectedWriteDetector.others(session, allowed, List.of());
        }
    }

    private DatabaseConnection connection() {
        return DatabaseConnection.to(server.host(), server.port(), server.superuser(), "postgres")
                .withPassword(Secret.of(server.password()));
    }
}
