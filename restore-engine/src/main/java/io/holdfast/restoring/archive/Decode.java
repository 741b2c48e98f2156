package io.holdfast.restoring.archive;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.ArchiveDiagnosis;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.Ended;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.restoring.contents.Script;
import io.holdfast.restoring.contents.ScriptReader;
import io.holdfast.store.age.AlteredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * An archive as PostgreSQL's own pg_restore decodes it. One pass gives the proof that everything decodes, the number of rows
 * and the fingerprints: pg_restore reads the definitions with the table of contents, and the data as it prints them.
 *
 * @param longestList how many bytes of names of tables and columns are kept
 */
public record Decode(ClientPrograms programs, Copy copy, long longestList) {

    private static final Logger LOG = Logger.getLogger(Decode.class);
    private static final int PIECE = 256 * 1024;
    private static final Pattern WANTS_A_FILE = Pattern.compile("out-of-order restore request|non-seekable input");

    public Decoding ofFile(Path archive) {
        try (RunningProgram pgRestore = new PgRestore(programs, archive).data()) {
            Script script = read(pgRestore.output());
            return judge(pgRestore.await(), script);
        } catch (IOException e) {
            return notRun();
        } catch (InterruptedException e) {
            return stopped();
        }
    }

    /** What the pipe has to say comes first: half an archive makes pg_restore complain of the half. */
    public Decoding ofPipe(InputStream archive) {
        try (RunningProgram pgRestore = PgRestore.dataOfPipe(programs)) {
            Feeding feeding = Feeding.start(archive, pgRestore.input());
            Script script = read(pgRestore.output());
            Ended ended = pgRestore.await();
            Optional<IOException> cut = feeding.await();
            return cut.map(this::judge).orElseGet(() -> judge(ended, script));
        } catch (IOException e) {
            return notRun();
        } catch (InterruptedException e) {
            return stopped();
        }
    }

    /** What to do about an archive with too many names. */
    static String tooLong(Copy copy, long limit) {
        return copy.ref() + " has more names of tables, columns and objects than " + limit
                + " bytes: impossible here with this limit. If the database is meant to be that large, raise longest-list of"
                + " this service, and its memory";
    }

    private static Decoding notRun() {
        return new Decoding.NotDecoded("pg_restore could not be run or heard: check that it is installed and that"
                + " the host has processes and memory to spare");
    }

    private static Decoding stopped() {
        Thread.currentThread().interrupt();
        return new Decoding.NotDecoded("pg_restore was stopped; it is run again");
    }

    private Script read(InputStream output) throws IOException, InterruptedException {
        ScriptReader reader = new ScriptReader(longestList);
        byte[] piece = new byte[PIECE];
        for (int n = output.read(piece); n >= 0; n = output.read(piece)) {
            reader.take(piece, 0, n);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return reader.finish();
    }

    private Decoding judge(IOException cut) {
        return cut instanceof AlteredBytes
                ? EncryptedArchives.doesNotDecrypt(
                        copy, "one of our keys fits its header, and its bytes are not those that were encrypted")
                : new Decoding.NotDecoded(copy.ref() + " could not be read to its end ("
                        + cut.getClass().getSimpleName() + "); it is read again");
    }

    /** The exit status alone is no proof, and neither is plausible output: both must be right, and nothing complained of. */
    private Decoding judge(Ended ended, Script script) {
        String complaint = ended.complaint().text();
        if (ended.succeeded() && complaint.isBlank()) {
            return switch (script) {
                case Script.Whole whole -> new Decoding.Decoded(whole);
                case Script.TooManyNames many -> new Decoding.ListTooLong(tooLong(copy, many.limit()));
                case Script.CutOff cut -> undecodable("its output ends " + cut.where());
                case Script.NotUnderstood unknown ->
                    new Decoding.NotDecoded(
                            "what pg_restore printed of " + copy.ref() + " could not be understood " + unknown.where());
            };
        }
        if (WANTS_A_FILE.matcher(complaint).find()) {
            return new Decoding.NotDecoded(
                    copy.ref() + " can only be decoded from a plain file, because its parts stand in"
                            + " another order than its contents: bring a copy to a local destination");
        }
        return judge(ended, ArchiveDiagnosis.of(ended));
    }

    private Decoding judge(Ended ended, ArchiveDiagnosis diagnosis) {
        return switch (diagnosis.finding()) {
            case DAMAGED -> undecodable("exit status " + ended.exitCode() + " of pg_restore");
            case NOT_READABLE_HERE, NO_ACCESS, INTERRUPTED ->
                new Decoding.NotDecoded(copy.ref() + ": " + diagnosis.message() + " " + diagnosis.hint());
            case OTHER -> {
                LOG.warnf(
                        "pg_restore on %s ended with %d and said: %s",
                        copy.ref(), ended.exitCode(), diagnosis.excerpt());
                yield new Decoding.NotDecoded(copy.ref() + ": pg_restore ended with status " + ended.exitCode()
                        + " and a complaint that is not understood; this service's log has its words");
            }
        };
    }

    private Decoding undecodable(String how) {
        return new Decoding.Undecodable(new Finding("does_not_decode", copy.ref() + " does not decode: " + how));
    }
}
