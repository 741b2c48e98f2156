package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.dump.source.ExplainFailure;
import io.holdfast.dump.source.FailedDump;
import io.holdfast.dump.source.ReadCatalogState;
import io.holdfast.dump.worker.Clearance.Cleared;
import io.holdfast.dump.worker.DumpOutcome.Broke;
import io.holdfast.events.Failure;
import io.holdfast.events.Kind;
import io.holdfast.postgrestools.Ended;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.store.Manifest;
import io.holdfast.store.StorageException;
import io.holdfast.store.age.Recipients;
import io.holdfast.store.spread.Spread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** The one pass: from pg_dump's stdout into every destination, hashed and counted on the way. */
@ApplicationScoped
class Dumping {

    /** Pipes hold 64 KiB; larger pieces only cost memory, smaller ones system calls. */
    private static final int PIECE = 128 * 1024;

    private final DumpSettings.Dump settings;
    private final ReadCatalogState catalogState;
    private final ExplainFailure explain;

    Dumping(DumpSettings settings, ReadCatalogState catalogState, ExplainFailure explain) {
        this.settings = settings.dump();
        this.catalogState = catalogState;
        this.explain = explain;
    }

    /** How the pass ended. */
    sealed interface Passed {}

    /**
     * pg_dump has ended and its output is written; whether it succeeded is still to be asked.
     *
     * @param encryption how it was encrypted on the way, where it was
     * @param wroteBytes whether any byte came from it
     * @param took from its start to its end
     * @param before what the database was like when it began
     */
    record Done(
            Ended ended,
            Optional<Manifest.Encryption> encryption,
            boolean wroteBytes,
            Duration took,
            ReadCatalogState.Before before)
            implements Passed {}

    record Broken(Broke outcome) implements Passed {}

    Passed stream(LiveRun live, Cleared cleared, Spread spread, Optional<Recipients> recipients)
            throws InterruptedException {
        AcceptedRequest request = live.run().request();
        PgDump.Options options = new PgDump.Options(
                request.kind() == Kind.SCHEMA_ONLY, cleared.compression(), settings.lockWait(), settings.niceness());
        ReadCatalogState.Before before = catalogState.read(cleared.connection());
        long begun = System.nanoTime();
        try (RunningProgram program = new PgDump(cleared.programs(), cleared.connection(), options).start()) {
            live.dumping(program, spread, cleared.lastBytes());
            Passage passage = Passage.to(spread.stream(), recipients);
            boolean wroteBytes = copy(program.output(), passage.stream());
            passage.end();
            Ended ended = program.await();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Done(ended, passage.encryption(), wroteBytes, took, before);
        } catch (StorageException e) {
            return new Broken(new Broke(
                    e.isFull() ? Failure.STORAGE_FULL : Failure.STORAGE_UNAVAILABLE,
                    String.valueOf(e.getMessage()),
                    ""));
        } catch (IOException e) {
            return new Broken(new Broke(
                    Failure.TOOL_FAILED, "pg_dump could not be run, or its output not be read.", e.toString()));
        }
    }

    /** Whether there was anything to copy. */
    private boolean copy(InputStream from, OutputStream to) throws IOException, InterruptedException {
        Pace pace = Pace.of(settings.bytesPerSecond());
        byte[] piece = new byte[PIECE];
        boolean any = false;
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            to.write(piece, 0, read);
            pace.keep(read);
            any |= read > 0;
        }
        return any;
    }

    /** Why pg_dump failed, as a session of our own finds it out. */
    Broke explained(Done done, Cleared cleared, Kind kind) {
        DumpFailure why = explain.explain(new FailedDump(
                cleared.connection(),
                cleared.programs(),
                done.ended(),
                kind == Kind.FULL,
                done.wroteBytes(),
                done.took(),
                settings.lockWait(),
                done.before()));
        return Broke.of(why, done.ended().complaint().text());
    }
}
