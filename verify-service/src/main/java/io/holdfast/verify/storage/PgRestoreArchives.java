package io.holdfast.verify.storage;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.ArchiveDiagnosis;
import io.holdfast.postgrestools.Choice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.Ended;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.store.Key;
import io.holdfast.verify.verifying.Archives;
import io.holdfast.verify.verifying.Backup;
import io.holdfast.verify.verifying.Decoding;
import io.holdfast.verify.verifying.Script;
import io.holdfast.verify.verifying.ScriptReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Archives as PostgreSQL's own pg_restore decodes them. One pass gives the proof that everything decodes, the number of rows
 * and the fingerprints: pg_restore reads the definitions with the table of contents, and the data as it prints them.
 */
@ApplicationScoped
public class PgRestoreArchives implements Archives {

    private static final Logger LOG = Logger.getLogger(PgRestoreArchives.class);
    private static final int PIECE = 256 * 1024;

    private final Destinations destinations;
    private final Programs programs;

    PgRestoreArchives(Destinations destinations, Programs programs) {
        this.destinations = destinations;
        this.programs = programs;
    }

    @Override
    public Decoding decode(Backup backup, Copy copy) {
        Optional<Path> path = destinations
                .named(copy.destination())
                .flatMap(destination -> Key.parse(copy.key()).map(destination::path));
        if (path.isEmpty()) {
            return new Decoding.NotDecoded("no destination '" + copy.destination() + "' is configured here");
        }
        return switch (programs.reading(backup.clientVersion())) {
            case Choice.Chosen chosen -> decode(chosen.programs(), path.get(), copy);
            case Choice.NoneNewEnough none -> new Decoding.NotDecoded(none.message() + " " + none.hint());
        };
    }

    static Decoding decode(ClientPrograms programs, Path archive, Copy copy) {
        try (RunningProgram pgRestore = new PgRestore(programs, archive).data()) {
            Script script = read(pgRestore.output());
            return judge(pgRestore.await(), script, copy);
        } catch (IOException e) {
            return new Decoding.NotDecoded("pg_restore could not be run or heard: check that it is installed and that"
                    + " the host has processes and memory to spare");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Decoding.NotDecoded("pg_restore was stopped; it is run again");
        }
    }

    private static Script read(InputStream output) throws IOException, InterruptedException {
        ScriptReader reader = new ScriptReader();
        byte[] piece = new byte[PIECE];
        for (int n = output.read(piece); n >= 0; n = output.read(piece)) {
            reader.take(piece, 0, n);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return reader.finish();
    }

    /** The exit status alone is no proof, and neither is plausible output: both must be right, and nothing complained of. */
    private static Decoding judge(Ended ended, Script script, Copy copy) {
        String complaint = ended.complaint().text();
        if (ended.succeeded() && complaint.isBlank()) {
            return switch (script) {
                case Script.Whole whole -> new Decoding.Decoded(whole);
                case Script.CutOff cut -> undecodable(copy, "its output ends " + cut.where());
                case Script.NotUnderstood unknown ->
                    new Decoding.NotDecoded(
                            "what pg_restore printed of " + copy.ref() + " could not be understood " + unknown.where());
            };
        }
        ArchiveDiagnosis diagnosis = ArchiveDiagnosis.of(ended);
        return switch (diagnosis.finding()) {
            case DAMAGED -> undecodable(copy, "exit status " + ended.exitCode() + " of pg_restore");
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

    private static Decoding undecodable(Copy copy, String how) {
        return new Decoding.Undecodable(new Finding("does_not_decode", copy.ref() + " does not decode: " + how));
    }
}
