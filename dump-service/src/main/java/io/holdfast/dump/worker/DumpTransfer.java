package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.source.DiagnoseDumpFailure;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.dump.source.FailedDump;
import io.holdfast.dump.source.ReadCatalogSnapshot;
import io.holdfast.dump.worker.DumpOutcome.Failed;
import io.holdfast.dump.worker.PreflightResult.Cleared;
import io.holdfast.events.BackupKind;
import io.holdfast.events.FailureReason;
import io.holdfast.postgrestools.ExitResult;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.store.Manifest;
import io.holdfast.store.StorageWriteException;
import io.holdfast.store.age.AgeRecipients;
import io.holdfast.store.fanout.FanOutWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** The one pass: from pg_dump's stdout into every destination, hashed and counted on the way. */
@ApplicationScoped
class DumpTransfer {

    /** Pipes hold 64 KiB; larger pieces only cost memory, smaller ones system calls. */
    private static final int PIECE = 128 * 1024;

    private final DumpSettings.Dump settings;
    private final ReadCatalogSnapshot catalogState;
    private final DiagnoseDumpFailure explain;

    DumpTransfer(DumpSettings settings, ReadCatalogSnapshot catalogState, DiagnoseDumpFailure explain) {
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
            ExitResult ended,
            Optional<Manifest.Encryption> encryption,
            boolean wroteBytes,
            Duration took,
            ReadCatalogSnapshot.Before before)
            implements Passed {}

    record Broken(Failed outcome) implements Passed {}

    Passed stream(RunInProgress live, Cleared cleared, FanOutWriter fanOut, Optional<AgeRecipients> recipients)
            throws InterruptedException {
        AcceptedRequest request = live.run().request();
        PgDump.Options options = new PgDump.Options(
                request.kind() == BackupKind.SCHEMA_ONLY,
                cleared.compression(),
                settings.lockWait(),
                settings.niceness());
        ReadCatalogSnapshot.Before before = catalogState.read(cleared.connection());
        long begun = System.nanoTime();
        try (RunningProgram program = new PgDump(cleared.programs(), cleared.connection(), options).start()) {
            live.dumping(program, fanOut, cleared.lastBytes());
            EncryptionStage stage = EncryptionStage.to(fanOut.stream(), recipients);
            boolean wroteBytes = copy(program.output(), stage.stream());
            stage.end();
            ExitResult exitResult = program.await();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Done(exitResult, stage.encryption(), wroteBytes, took, before);
        } catch (StorageWriteException e) {
            return new Broken(new Failed(
                    e.isFull() ? FailureReason.STORAGE_FULL : FailureReason.STORAGE_UNAVAILABLE,
                    String.valueOf(e.getMessage()),
                    ""));
        } catch (IOException e) {
            return new Broken(new Failed(
                    FailureReason.TOOL_FAILED, "pg_dump could not be run, or its output not be read.", e.toString()));
        }
    }

    /** Whether there was anything to copy. */
    private boolean copy(InputStream from, OutputStream to) throws IOException, InterruptedException {
        DumpRateLimiter pace = DumpRateLimiter.of(settings.bytesPerSecond());
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
    Failed explained(Done done, Cleared cleared, BackupKind kind) {
        DumpFailure why = explain.explain(new FailedDump(
                cleared.connection(),
                cleared.programs(),
                done.ended(),
                kind == BackupKind.FULL,
                done.wroteBytes(),
                done.took(),
                settings.lockWait(),
                done.before()));
        return Failed.of(why, done.ended().complaint().text());
    }
}
