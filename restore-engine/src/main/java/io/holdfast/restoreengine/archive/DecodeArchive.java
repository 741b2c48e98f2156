package io.holdfast.restoreengine.archive;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.UnreadableArchive;
import io.holdfast.postgrestools.UnreadableArchiveDiagnosis;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.contents.RestoreScriptReader;
import io.holdfast.store.age.AlteredCiphertextException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Decodes an archive with PostgreSQL's own pg_restore. One pass proves that everything can be decoded, and computes the row
 * counts and fingerprints. pg_restore reads the definitions with the table of contents, and the data when it prints them.
 *
 * @param longestList maximum number of bytes of table and column names in memory
 */
public record DecodeArchive(ClientPrograms programs, BackupCopyRecord copy, long longestList) {

    private static final Logger LOG = Logger.getLogger(DecodeArchive.class);
    private static final int PIECE = 256 * 1024;

    /** Opens the plain bytes of an archive that is not stored as a plain file. */
    public interface PlainBytes {

        /** @throws IOException if the bytes cannot be read any more */
        InputStream open() throws IOException;
    }

    public ArchiveDecodeResult ofFile(Path archive) {
        return decode(new UnreadableArchiveFile(programs, archive), () -> new PgRestore(programs, archive).data());
    }

    /**
     * Decodes an archive through a pipe. A read error has priority over the error of pg_restore, because a truncated input
     * makes pg_restore fail.
     *
     * @param again opened again if pg_restore fails
     */
    public ArchiveDecodeResult ofPipe(InputStream archive, PlainBytes again) {
        UnreadablePipedArchive failed = new UnreadablePipedArchive(programs, again);
        try (RunningProgram pgRestore = PgRestore.dataOfPipe(programs)) {
            StdinFeeder stdinFeeder = StdinFeeder.start(archive, pgRestore.input());
            CountedScript script = read(pgRestore.output());
            ProgramExitResult exitResult = pgRestore.await();
            Optional<IOException> cut = stdinFeeder.await();
            return cut.isPresent() ? judge(cut.get()) : judge(exitResult, script, failed);
        } catch (IOException e) {
            return notRun();
        } catch (InterruptedException e) {
            return stopped();
        }
    }

    private interface Start {

        RunningProgram pgRestore() throws IOException;
    }

    private ArchiveDecodeResult decode(UnreadableArchive archive, Start start) {
        try (RunningProgram pgRestore = start.pgRestore()) {
            CountedScript script = read(pgRestore.output());
            return judge(pgRestore.await(), script, archive);
        } catch (IOException e) {
            return notRun();
        } catch (InterruptedException e) {
            return stopped();
        }
    }

    /** The message for an archive with too many names. */
    static String tooLong(BackupCopyRecord copy, long limit) {
        return copy.ref() + " has more than " + limit
                + " bytes of names of tables, columns and objects, which exceeds the limit. hint: if the database"
                + " should be that large, increase longest-list and the memory of this service";
    }

    private static ArchiveDecodeResult notRun() {
        return new ArchiveDecodeResult.NotDecoded(
                "pg_restore could not be started or its output could not be read. hint: check that it is installed"
                        + " and that the host has free processes and memory");
    }

    private static ArchiveDecodeResult stopped() {
        Thread.currentThread().interrupt();
        return new ArchiveDecodeResult.NotDecoded("pg_restore was stopped; it will be started again");
    }

    /** @param printed bytes of output that were read */
    private record CountedScript(RestoreScriptReadResult script, long printed) {}

    private CountedScript read(InputStream output) throws IOException, InterruptedException {
        RestoreScriptReader reader = new RestoreScriptReader(longestList);
        byte[] piece = new byte[PIECE];
        long printed = 0;
        for (int n = output.read(piece); n >= 0; n = output.read(piece)) {
            reader.take(piece, 0, n);
            printed += n;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return new CountedScript(reader.finish(), printed);
    }

    private ArchiveDecodeResult judge(IOException cut) {
        return cut instanceof AlteredCiphertextException
                ? EncryptedArchiveReader.doesNotDecrypt(
                        copy, "its header matches a configured key, but its bytes are not those that were encrypted")
                : new ArchiveDecodeResult.NotDecoded(copy.ref() + " could not be read to the end ("
                        + cut.getClass().getSimpleName() + "); the read is retried");
    }

    /**
     * Neither the exit status nor plausible output alone is a proof. Both must be right, and the error output must be empty.
     */
    private ArchiveDecodeResult judge(ProgramExitResult exitResult, CountedScript read, UnreadableArchive archive)
            throws InterruptedException {
        if (exitResult.succeeded() && exitResult.complaint().text().isBlank()) {
            return switch (read.script()) {
                case RestoreScriptReadResult.Whole whole -> new ArchiveDecodeResult.Decoded(whole);
                case RestoreScriptReadResult.TooManyNames many ->
                    new ArchiveDecodeResult.ListTooLong(tooLong(copy, many.limit()));
                case RestoreScriptReadResult.CutOff cut -> undecodable("its output ends " + cut.where());
                case RestoreScriptReadResult.NotUnderstood unknown ->
                    new ArchiveDecodeResult.NotDecoded(
                            "the output of pg_restore for " + copy.ref() + " could not be parsed " + unknown.where());
            };
        }
        UnreadableArchiveDiagnosis diagnosis = UnreadableArchiveDiagnosis.of(
                new UnreadableArchive.Attempt(exitResult.exitCode(), read.printed()), programs, archive, longestList);
        return switch (diagnosis.finding()) {
            case DAMAGED -> undecodable(diagnosis.message());
            case NEEDS_FILE, NOT_READABLE_HERE, NO_ACCESS, INTERRUPTED ->
                new ArchiveDecodeResult.NotDecoded(copy.ref() + ": " + diagnosis.message() + " " + diagnosis.hint());
            case UNRECOGNISED -> {
                LOG.warnf(
                        "pg_restore of %s exited with status %d: %s",
                        copy.ref(),
                        exitResult.exitCode(),
                        ControlCharacterSanitizer.message(exitResult.complaint().text()));
                yield new ArchiveDecodeResult.NotDecoded(
                        copy.ref() + ": " + diagnosis.message() + " " + diagnosis.hint());
            }
        };
    }

    private ArchiveDecodeResult undecodable(String how) {
        return new ArchiveDecodeResult.Undecodable(
                new Finding("does_not_decode", copy.ref() + " cannot be decoded: " + how));
    }
}
