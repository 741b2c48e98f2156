package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.live.InPlaceRestoreCheckResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that can hold about 2,000 locks, and a database with 10,000 large objects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class LocksInPlaceIT {

    private static final String DOCUMENTS =
            "select count(*)::text from documents where lo_get(content) =" + " decode(md5(id::text), 'hex')";

    private RestoreEngineFixture fixture;
    private StagedArchive archive;

    @BeforeAll
    void make_a_server_with_few_locks(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
        fixture.server.createDatabase("documents");
        fixture.server.execute(
                "documents",
                "create table documents (id int primary key, content oid not null)",
                "insert into documents select n, lo_from_bytea(0, decode(md5(n::text), 'hex')) from generate_series(1,"
                        + " 10000) n");
        fixture.writeGerman();
        fixture.server.execute("postgres", "alter system set max_locks_per_transaction = 10");
        fixture.server.restart();
        archive = fixture.staged("documents");
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private String one(String query) throws SQLException {
        try (Connection connection = fixture.server.connect("documents");
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void the_survey_before_it_counts_the_locks() throws Exception {
        try (Connection session =
                JdbcConnectionFactory.readOnly(fixture.connection("documents"), Duration.ofMinutes(1))) {
            InPlaceRestoreCheckResult survey = InPlaceRestoreCheckResult.of(session, Optional.of(archive.list()));

            assertThat(survey.obstacles()).extracting(Finding::code).containsExactly("too_many_locks");
            assertThat(survey.obstacles().getFirst().text())
                    .contains("10000 of them for large objects", "max_locks_per_transaction 10 × 200", "--swap");
        }
    }

    @Test
    void a_restore_that_runs_out_of_locks_says_so_with_numbers_and_changes_nothing() throws Exception {
        PgRestoreResult restored = RestoreArchive.restore(
                archive,
                fixture.connection("documents"),
                new RestoreOptions(1, true, true, Section.ALL, List.of()),
                ProgressListener.NONE);

        assertThat(restored).isInstanceOfSatisfying(PgRestoreResult.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo("too_many_locks");
            assertThat(failed.message()).contains("max_locks_per_transaction", "nothing was changed");
        });
        assertThat(one("select count(*)::text from pg_largeobject_metadata")).isEqualTo("10000");
        assertThat(one(DOCUMENTS)).isEqualTo("10000");
    }

    @Test
    @Tag("long")
    void several_transactions_need_few_locks() throws Exception {
        fixture.server.createDatabase("documents_back");

        PgRestoreResult restored = RestoreArchive.restore(
                archive,
                fixture.connection("documents_back"),
                RestoreOptions.everything(2, true),
                ProgressListener.NONE);

        assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
    }
}
