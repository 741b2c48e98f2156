package io.holdfast.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.refusal.RefusedEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What pg_restore does not restore in its first run: event triggers, and what the server refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondRunIT {

    private static final int REFUSED = 53;

    private Ground ground;

    @BeforeAll
    void start(@TempDir Path folder) {
        ground = new Ground(folder);
    }

    @AfterAll
    void stop() {
        ground.close();
    }

    @Test
    void progress_never_goes_back() throws Exception {
        ground.server.createDatabase("watched");
        ground.server.execute(
                "watched",
                "create table one as select 1",
                "create table two as select 2",
                "create function on_ddl() returns event_trigger language plpgsql as 'begin end'",
                "create event trigger e on ddl_command_end execute function on_ddl()");
        ground.server.createDatabase("watched_back");
        List<Integer> tables = new CopyOnWriteArrayList<>();

        try (StagedArchive archive = ground.staged("watched")) {
            RestoreArchive.restore(archive, ground.connection("watched_back"), How.everything(1, true), new Progress() {

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
        ground.server.createDatabase("refused");
        ground.server.execute(
                "refused",
                "create table t (n int)",
                "create function counted() returns bigint language plpgsql as"
                        + " 'begin return (select count(*) from t); end'");
        ground.server.execute(
                "refused",
                IntStream.range(0, REFUSED)
                        .mapToObj(n -> "create materialized view m_" + n + " as select counted()")
                        .toArray(String[]::new));
        ground.server.createDatabase("refused_back");

        try (StagedArchive archive = ground.staged("refused")) {
            Restored.Failed failed = (Restored.Failed) RestoreArchive.restore(
                    archive, ground.connection("refused_back"), How.everything(1, true), Progress.NONE);

            assertThat(RefusedEntries.of(archive, failed, ground.connection("refused_back")))
                    .extracting(RefusedEntry::object)
                    .hasSize(REFUSED)
                    .doesNotHaveDuplicates();
        }
    }
}
