package io.holdfast.dump.source;

import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.InstalledClientPrograms;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Dumps that pg_dump creates without Holdfast. */
final class ReferenceDumps {

    private static final Duration SOON = Duration.ofMinutes(5);

    private ReferenceDumps() {}

    static ClientPrograms programs() {
        return InstalledClientPrograms.find(List.of()).newest().orElseThrow();
    }

    static ProgramExitResult of(DatabaseConnection role) throws IOException, InterruptedException {
        return into(OutputStream.nullOutputStream(), role, false);
    }

    static ProgramExitResult ofSchema(DatabaseConnection role) throws IOException, InterruptedException {
        return into(OutputStream.nullOutputStream(), role, true);
    }

    static ProgramExitResult into(OutputStream archive, DatabaseConnection role, boolean schemaOnly)
            throws IOException, InterruptedException {
        PgDump.Options options = new PgDump.Options(schemaOnly, ArchiveCompression.parse("none"), SOON, 0);
        try (RunningProgram dump = new PgDump(programs(), role, options).start()) {
            dump.output().transferTo(archive);
            return dump.await();
        }
    }
}
