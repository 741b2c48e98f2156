package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.source.DiagnoseDumpFailure;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.dump.source.FailedPgDumpProcess;
import io.holdfast.dump.source.ReadSourceCatalogSnapshot;
import io.holdfast.dump.worker.DumpOutcome.Failed;
import io.holdfast.dump.worker.DumpPreflightResult.Cleared;
import io.holdfast.events.BackupKind;
import io.holdfast.events.FailureReason;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.store.Manifest;
import io.holdfast.store.StorageWriteException;
import io.holdfast.store.age.AgeEncryptionRecipients;
import io.holdfast.store.fanout.FanOutWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** Streams the output of pg_dump to all destinations in one pass. */
@ApplicationScoped
class StreamDumpToDestinations {

    /** A pipe holds 64 KiB. A larger buffer only uses more memory, and a smaller one causes more system calls. */
    private static final int BUFFER_BYTES = 128 * 1024;

    private final DumpSettings.Dump settings;
    private final ReadSourceCatalogSnapshot catalogState;
    private final DiagnoseDumpFailure explain;

    StreamDumpToDestinations(
            DumpSettings settings, ReadSourceCatalogSnapshot catalogState, DiagnoseDumpFailure explain) {
        this.settings = settings.dump();
        this.catalogState = catalogState;
        this.explain = explain;
    }

    /** The result of the transfer. */
    sealed interface Passed {}

    /**
     * pg_dump has ended, and its output is written. The exit status must still be checked.
     *
     * @param encryption how the output was encrypted; empty if it is not encrypted
     * @param wroteBytes whether pg_dump wrote any byte
     * @param took duration of pg_dump
     * @param before state of the database before the dump
     */
    record Done(
            ProgramExitResult ended,
            Optional<Manifest.Encryption> encryption,
            boolean wroteBytes,
            Duration took,
            ReadSourceCatalogSnapshot.Before before)
            implements Passed {}

    record Broken(Failed outcome) implements Passed {}

    Passed stream(
            RunInProgress live, Cleared cleared, FanOutWriter fanOut, Optional<AgeEncryptionRecipients> recipients)
            throws InterruptedException {
        ValidatedBackupRequest request = live.run().request();
        PgDump.Options options = new PgDump.Options(
                request.kind() == BackupKind.SCHEMA_ONLY,
                cleared.compression(),
                settings.lockWait(),
                settings.niceness());
        ReadSourceCatalogSnapshot.Before before = catalogState.read(cleared.connection());
        long begun = System.nanoTime();
        try (RunningProgram program = new PgDump(cleared.programs(), cleared.connection(), options).start()) {
            live.dumping(program, fanOut, cleared.lastBytes());
            EncryptionStage stage = EncryptionStage.to(fanOut.stream(), recipients);
            boolean wroteBytes = copy(program.output(), stage.stream());
            stage.end();
            ProgramExitResult exitResult = program.await();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Done(exitResult, stage.encryption(), wroteBytes, took, before);
        } catch (StorageWriteException e) {
            return new Broken(new Failed(
                    e.isFull() ? FailureReason.STORAGE_FULL : FailureReason.STORAGE_UNAVAILABLE,
                    String.valueOf(e.getMessage()),
                    ""));
        } catch (IOException e) {
            return new Broken(new Failed(
                    FailureReason.TOOL_FAILED,
                    "pg_dump could not be started, or its output could not be read.",
                    e.toString()));
        }
    }

    /** Returns whether any byte was copied. */
    private boolean copy(InputStream from, OutputStream to) throws IOException, InterruptedException {
        DumpRateLimiter pace = DumpRateLimiter.of(settings.bytesPerSecond());
        byte[] piece = new byte[BUFFER_BYTES];
        boolean any = false;
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            to.write(piece, 0, read);
            pace.keep(read);
            any |= read > 0;
        }
        return any;
    }

    /** Determines why pg_dump failed. */
    Failed explained(Done done, Cleared cleared, BackupKind kind) {
        DumpFailure why = explain.explain(new FailedPgDumpProcess(
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
