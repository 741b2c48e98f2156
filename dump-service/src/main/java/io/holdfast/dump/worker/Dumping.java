package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.AcceptedRequest;
import io.holdfast.dump.settings.DumpSettings;
import io.holdfast.dump.source.FindLongestLine;
import io.holdfast.dump.source.LongestLine;
import io.holdfast.dump.worker.Clearance.Cleared;
import io.holdfast.dump.worker.DumpOutcome.Broke;
import io.holdfast.events.Failure;
import io.holdfast.events.Kind;
import io.holdfast.postgrestools.Cause;
import io.holdfast.postgrestools.Diagnosis;
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
import java.util.Optional;

/** The one pass: from pg_dump's stdout into every destination, hashed and counted on the way. */
@ApplicationScoped
class Dumping {

    /** Pipes hold 64 KiB; larger pieces only cost memory, smaller ones system calls. */
    private static final int PIECE = 128 * 1024;

    private final DumpSettings.Dump settings;
    private final FindLongestLine longestLine;

    Dumping(DumpSettings settings, FindLongestLine longestLine) {
        this.settings = settings.dump();
        this.longestLine = longestLine;
    }

    /** How the pass ended. */
    sealed interface Passed {}

    /**
     * pg_dump has ended and its output is written; whether it succeeded is still to be asked.
     *
     * @param encryption how it was encrypted on the way, where it was
     */
    record Done(Ended ended, Optional<Manifest.Encryption> encryption) implements Passed {}

    record Broken(Broke outcome) implements Passed {}

    Passed stream(LiveRun live, Cleared cleared, Spread spread, Optional<Recipients> recipients)
            throws InterruptedException {
        AcceptedRequest request = live.run().request();
        PgDump.Options options = new PgDump.Options(
                request.kind() == Kind.SCHEMA_ONLY, cleared.compression(), settings.lockWait(), settings.niceness());
        try (RunningProgram program = new PgDump(cleared.programs(), cleared.connection(), options).start()) {
            live.dumping(program, spread, cleared.lastBytes());
            Passage passage = Passage.to(spread.stream(), recipients);
            copy(program.output(), passage.stream());
            passage.end();
            return new Done(program.await(), passage.encryption());
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

    private void copy(InputStream from, OutputStream to) throws IOException, InterruptedException {
        Pace pace = Pace.of(settings.bytesPerSecond());
        byte[] piece = new byte[PIECE];
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            to.write(piece, 0, read);
            pace.keep(read);
        }
    }

    Broke diagnosed(Ended ended, Cleared cleared) {
        Diagnosis diagnosis = Diagnosis.of(ended);
        // The server says of such a row that memory ran out, or that it had an internal error.
        Optional<LongestLine> tooLong =
                diagnosis.cause() == Cause.OTHER ? longestLine.find(cleared.connection()) : Optional.empty();
        if (tooLong.isPresent()) {
            return new Broke(
                    Failure.ROW_TOO_LONG, said(tooLong.get()), ended.complaint().text());
        }
        Failure failure = switch (diagnosis.cause()) {
            case UNREACHABLE, CONNECTION_LOST, SERVER_BUSY -> Failure.UNREACHABLE;
            case AUTHENTICATION -> Failure.AUTHENTICATION;
            case NO_SUCH_DATABASE -> Failure.NO_SUCH_DATABASE;
            case PERMISSION -> Failure.PERMISSION;
            case VERSION_MISMATCH -> Failure.VERSION;
            case LOCK_TIMEOUT -> Failure.LOCK_TIMEOUT;
            case CLIENT_OUT_OF_SPACE -> Failure.STORAGE_FULL;
            case SOURCE_DAMAGED, STOPPED, KILLED, OTHER -> Failure.TOOL_FAILED;
        };
        return new Broke(
                failure,
                diagnosis.message() + " " + diagnosis.hint(),
                ended.complaint().text());
    }

    private static String said(LongestLine line) {
        return "A row of " + line.table() + " is too long to be dumped: column " + line.column() + " holds "
                + line.columnBytes() + " bytes, and PostgreSQL writes lines of at most " + LongestLine.LIMIT
                + " bytes, with two characters for each byte of a bytea. Split the value, or keep it outside of the database.";
    }
}
