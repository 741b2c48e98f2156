package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.refusal.RefusedArchiveEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Objects that pg_restore does not restore in its first run: event triggers, and objects that the server refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondRunIT {

    private static final int REFUSED = 53;

    private RestoreEngineFixture fixture;

    @BeforeAll
    void start(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void progress_never_goes_back() throws Exception {
        fixture.server.createDatabase("watched");
        fixture.server.execute(
                "watched",
                "create table one as select 1",
                "create table two as select 2",
                "create function on_ddl() returns event_trigger language plpgsql as 'begin end'",
                "create event trigger e on ddl_command_end execute function on_ddl()");
        fixture.server.createDatabase("watched_back");
        List<Integer> tables = new CopyOnWriteArrayList<>();

        try (StagedArchive archive = fixture.staged("watched")) {
            RestoreArchive.restore(
                    archive,
                    fixture.connection("watched_back"),
                    RestoreOptions.everything(1, true),
                    new ProgressListener() {

                        @Override
                        public void at(String phase, long bytes, int done, int of) {
                            assertThat(of).isEqualTo(2);
                            tables.add(done);
                        }

                        @Override
                        public boolean isStopped() {
                            return false;
                        }
                    });
        }

        assertThat(tables).isSorted().last().isEqualTo(2);
    }

    @Test
    void more_refused_objects_than_are_tried_again_are_named_too() throws Exception {
        fixture.server.createDatabase("refused");
        fixture.server.execute(
                "refused",
                "create table t (n int)",
                "create function counted() returns bigint language plpgsql as"
                        + " 'begin return (select count(*) from t); end'");
        fixture.server.execute(
                "refused",
                IntStream.range(0, REFUSED)
                        .mapToObj(n -> "create materialized view m_" + n + " as select counted()")
                        .toArray(String[]::new));
        fixture.server.createDatabase("refused_back");

        try (StagedArchive archive = fixture.staged("refused")) {
            PgRestoreResult.Failed failed = (PgRestoreResult.Failed) RestoreArchive.restore(
                    archive,
                    fixture.connection("refused_back"),
                    RestoreOptions.everything(1, true),
                    ProgressListener.NONE);

            assertThat(DiagnoseFailedEntries.of(archive, failed, fixture.connection("refused_back")))
                    .extracting(RefusedArchiveEntry::object)
                    .hasSize(REFUSED)
                    .doesNotHaveDuplicates();
        }
    }
}
