package io.holdfast.restoring.archive;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.store.BoundedStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The table of contents of an archive, as far as it may be long: whoever made the archive chose how many entries it has. */
final class ListArchive {

    private ListArchive() {}

    /** @param limit how many bytes pg_restore may print */
    static Listed of(ClientPrograms programs, Path file, long limit) {
        try (RunningProgram pgRestore = new PgRestore(programs, file).list()) {
            return ended(pgRestore, read(pgRestore.output(), limit));
        } catch (IOException e) {
            return new Listed.Unreadable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Listed.Unreadable();
        }
    }

    /** @param archive from its beginning; no more of it is read than pg_restore wants */
    static Listed ofPipe(ClientPrograms programs, InputStream archive, long limit) {
        try (RunningProgram pgRestore = PgRestore.listOfPipe(programs)) {
            Feeding.untilBroken(archive, pgRestore.input());
            return ended(pgRestore, read(pgRestore.output(), limit));
        } catch (IOException e) {
            return new Listed.Unreadable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Listed.Unreadable();
        }
    }

    /** A program whose list is too long is not waited for: it is killed when it is closed. */
    private static Listed ended(RunningProgram pgRestore, Listed read) throws InterruptedException {
        return read instanceof Listed.Known && !pgRestore.await().succeeded() ? new Listed.Unreadable() : read;
    }

    static Listed read(InputStream printed, long limit) {
        BoundedStream bounded = new BoundedStream(printed, limit);
        BufferedReader lines = new BufferedReader(new InputStreamReader(bounded, StandardCharsets.UTF_8));
        try {
            TableOfContents list = TableOfContents.read(lines.lines());
            return bounded.isLonger() ? new Listed.TooLong(limit) : new Listed.Known(list);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return bounded.isLonger() ? new Listed.TooLong(limit) : new Listed.Unreadable();
        }
    }
}
