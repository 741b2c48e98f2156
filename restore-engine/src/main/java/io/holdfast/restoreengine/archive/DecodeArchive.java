package io.holdfast.restoreengine.archive;

import io.holdfast.events.Finding;
import io.holdfast.events.PrintableText;
import io.holdfast.events.SealedCopy;
import io.holdfast.postgrestools.ArchiveDiagnosis;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.ExitResult;
import io.holdfast.postgrestools.FailedArchive;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.restoreengine.contents.ScriptReadResult;
import io.holdfast.restoreengine.contents.ScriptReader;
import io.holdfast.store.age.AlteredBytesException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * An archive as PostgreSQL's own pg_restore decodes it. One pass gives the proof that everything decodes, the number of rows
 * and the fingerprints: pg_restore reads the definitions with the table of contents, and the data as it prints them.
 *
 * @param longestList how many bytes of names of tables and columns are kept
 */
public record DecodeArchive(ClientPrograms programs, SealedCopy copy, long longestList) {

    private static final Logger LOG = Logger.getLogger(DecodeArchive.class);
    private static final int PIECE = 256 * 1024;

    /** The plain bytes of an archive that lies nowhere as a plain file. */
    public interface PlainBytes {

        /** @throws IOException if they cannot be read any more */
        InputStream open() throws IOException;
    }

    public ArchiveDecodeResult ofFile(Path archive) {
        return decode(new ArchiveFile(programs, archive), () -> new PgRestore(programs, archive).data());
    }

    /**
     * What the pipe has to say comes first: half an archive makes pg_restore complain of the half.
     *
     * @param again opened where pg_restore fails
     */
    public ArchiveDecodeResult ofPipe(InputStream archive, PlainBytes again) {
        PipedArchive failed = new PipedArchive(programs, again);
        try (RunningProgram pgRestore = PgRestore.dataOfPipe(programs)) {
            StdinFeeder stdinFeeder = StdinFeeder.start(archive, pgRestore.input());
            CountedScript script = read(pgRestore.output());
            ExitResult exitResult = pgRestore.await();
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

    private ArchiveDecodeResult decode(FailedArchive archive, Start start) {
        try (RunningProgram pgRestore = start.pgRestore()) {
            CountedScript script = read(pgRestore.output());
            return judge(pgRestore.await(), script, archive);
        } catch (IOException e) {
            return notRun();
        } catch (InterruptedException e) {
            return stopped();
        }
    }

    /** What to do about an archive with too many names. */
    static String tooLong(SealedCopy copy, long limit) {
        return copy.ref() + " has more names of tables, columns and objects than " + limit
                + " bytes: impossible here with this limit. If the database is meant to be that large, raise"
                + " longest-list of this service, and its memory";
    }

    private static ArchiveDecodeResult notRun() {
        return new ArchiveDecodeResult.NotDecoded(
                "pg_restore could not be run or heard: check that it is installed and that"
                        + " the host has processes and memory to spare");
    }

    private static ArchiveDecodeResult stopped() {
        Thread.currentThread().interrupt();
        return new ArchiveDecodeResult.NotDecoded("pg_restore was stopped; it is run again");
    }

    /** @param printed bytes that it was read from */
    private record CountedScript(ScriptReadResult script, long printed) {}

    private CountedScript read(InputStream output) throws IOException, InterruptedException {
        ScriptReader reader = new ScriptReader(longestList);
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
        return cut instanceof AlteredBytesException
                ? EncryptedArchiveReader.doesNotDecrypt(
                        copy, "one of our keys fits its header, and its bytes are not those that were encrypted")
                : new ArchiveDecodeResult.NotDecoded(copy.ref() + " could not be read to its end ("
                        + cut.getClass().getSimpleName() + "); it is read again");
    }

    /** The exit status alone is no proof, and neither is plausible output: both must be right, and nothing complained of. */
    private ArchiveDecodeResult judge(ExitResult exitResult, CountedScript read, FailedArchive archive)
            throws InterruptedException {
        if (exitResult.succeeded() && exitResult.complaint().text().isBlank()) {
            return switch (read.script()) {
                case ScriptReadResult.Whole whole -> new ArchiveDecodeResult.Decoded(whole);
                case ScriptReadResult.TooManyNames many ->
                    new ArchiveDecodeResult.ListTooLong(tooLong(copy, many.limit()));
                case ScriptReadResult.CutOff cut -> undecodable("its output ends " + cut.where());
                case ScriptReadResult.NotUnderstood unknown ->
                    new ArchiveDecodeResult.NotDecoded(
                            "what pg_restore printed of " + copy.ref() + " could not be understood " + unknown.where());
            };
        }
        ArchiveDiagnosis diagnosis = ArchiveDiagnosis.of(
                new FailedArchive.Attempt(exitResult.exitCode(), read.printed()), programs, archive, longestList);
        return switch (diagnosis.finding()) {
            case DAMAGED -> undecodable(diagnosis.message());
            case NEEDS_FILE, NOT_READABLE_HERE, NO_ACCESS, INTERRUPTED ->
                new ArchiveDecodeResult.NotDecoded(copy.ref() + ": " + diagnosis.message() + " " + diagnosis.hint());
            case UNRECOGNISED -> {
                LOG.warnf(
                        "pg_restore on %s ended with %d and wrote: %s",
                        copy.ref(),
                        exitResult.exitCode(),
                        PrintableText.message(exitResult.complaint().text()));
                yield new ArchiveDecodeResult.NotDecoded(
                        copy.ref() + ": " + diagnosis.message() + " " + diagnosis.hint());
            }
        };
    }

    private ArchiveDecodeResult undecodable(String how) {
        return new ArchiveDecodeResult.Undecodable(
                new Finding("does_not_decode", copy.ref() + " does not decode: " + how));
    }
}
