package io.holdfast.dump.source;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.Compression;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Ended;
import io.holdfast.postgrestools.InstalledPrograms;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.RunningProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** What pg_dump itself makes of a database. */
final class Dumps {

    private static final Duration SOON = Duration.ofMinutes(1);

    private Dumps() {}

    static ClientPrograms programs() {
        return InstalledPrograms.find(List.of()).newest().orElseThrow();
    }

    static Ended of(Connection role) throws IOException, InterruptedException {
        return into(OutputStream.nullOutputStream(), role, false);
    }

    static Ended ofSchema(Connection role) throws IOException, InterruptedException {
        return into(OutputStream.nullOutputStream(), role, true);
    }

    static Ended into(OutputStream archive, Connection role, boolean schemaOnly)
            throws IOException, InterruptedException {
        PgDump.Options options = new PgDump.Options(schemaOnly, Compression.parse("none"), SOON, 0);
        try (RunningProgram dump = new PgDump(programs(), role, options).start()) {
            dump.output().transferTo(archive);
            return dump.await();
        }
    }
}
