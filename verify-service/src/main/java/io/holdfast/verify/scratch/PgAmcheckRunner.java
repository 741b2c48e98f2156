package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PgAmcheck;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.restoreengine.server.ServerInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs {@code pg_amcheck} on the restored tables and B-tree indexes. */
final class PgAmcheckRunner {

    static final String EXTENSION = "amcheck";
    private static final int SHOWN = 64 * 1024;

    private PgAmcheckRunner() {}

    /**
     *
     * @param broken findings about corrupt relations
     * @param notes why the check did not run
     */
    record Found(List<Finding> broken, List<Finding> notes) {}

    static Found check(
            ClientPrograms programs, ServerInfo facts, DatabaseConnection database, int jobs, StringBuilder page)
            throws InterruptedException {
        PgAmcheck amcheck = new PgAmcheck(programs, database, jobs);
        if (!amcheck.isInstalled() || !facts.extensions().containsKey(EXTENSION)) {
            return notLooked("pg_amcheck did not run: "
                    + (amcheck.isInstalled()
                            ? "the scratch server does not have the amcheck extension (postgresql-contrib)"
                            : "it is not installed with the client programs of version "
                                    + programs.version().major() + " (install postgresql-"
                                    + programs.version().major() + ")"));
        }
        try (RunningProgram program = amcheck.start()) {
            String said = new String(program.output().readNBytes(SHOWN), StandardCharsets.UTF_8);
            program.output().transferTo(OutputStream.nullOutputStream());
            ProgramExitResult exitResult = program.await();
            page.append(said).append(exitResult.complaint().text());
            if (exitResult.succeeded()) {
                return new Found(List.of(), List.of());
            }
            return exitResult.exitCode() == PgAmcheck.CORRUPT
                    ? new Found(
                            List.of(new Finding(
                                    "amcheck_failed",
                                    "pg_amcheck reports corrupt tables or indexes; its output is in the detailed"
                                            + " report of the drill")),
                            List.of())
                    : notLooked("pg_amcheck ended with status " + exitResult.exitCode()
                            + "; its output is in the detailed report of the drill");
        } catch (IOException e) {
            return notLooked("pg_amcheck could not be started");
        }
    }

    private static Found notLooked(String why) {
        return new Found(List.of(), List.of(new Finding("amcheck_not_run", why)));
    }
}
