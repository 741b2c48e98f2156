package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.PgRestore;
import io.holdfast.postgrestools.PostgresTextEncoding;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContentsReadResult;
import io.holdfast.store.BoundedInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the table of contents of an archive from its bytes. If the format is not known, pg_restore lists the archive instead.
 * pg_restore may know a newer version of the format, and only pg_restore decides whether an archive is bad.
 */
final class ListArchiveEntries {

    private static final int PIECE = 1 << 16;

    /** Sufficient to read the version of the format. */
    private static final int BEGINNING = 64;

    private ListArchiveEntries() {}

    /** @param limit maximum number of bytes of names to keep, or of output of pg_restore */
    static ListArchiveEntriesResult of(ClientPrograms programs, Path file, long limit) {
        try (InputStream archive = new BufferedInputStream(Files.newInputStream(file), PIECE)) {
            return switch (TableOfContents.of(archive, limit)) {
                case TableOfContentsReadResult.Read read -> new ListArchiveEntriesResult.Known(read.contents());
                case TableOfContentsReadResult.TooLong tooLong -> new ListArchiveEntriesResult.TooLong(tooLong.limit());
                case TableOfContentsReadResult.UnknownVersion unknown -> listed(programs, file, limit);
                case TableOfContentsReadResult.NotAnArchive other -> listed(programs, file, limit);
                case TableOfContentsReadResult.Damaged damaged -> listed(programs, file, limit);
            };
        } catch (IOException e) {
            return new ListArchiveEntriesResult.Unreadable();
        }
    }

    /**
     *
     * @param programs programs to list an archive in an unknown format; empty if none are installed
     * @param archive stream from the beginning of the archive; read up to the end of its header, and at most 64 KiB further
     * @throws IOException if the archive cannot be read
     */
    static ListArchiveEntriesResult ofPipe(Optional<ClientPrograms> programs, InputStream archive, long limit)
            throws IOException {
        BufferedInputStream again = new BufferedInputStream(archive, PIECE);
        again.mark(BEGINNING);
        return switch (TableOfContents.of(again, limit)) {
            case TableOfContentsReadResult.Read read -> new ListArchiveEntriesResult.Known(read.contents());
            case TableOfContentsReadResult.TooLong tooLong -> new ListArchiveEntriesResult.TooLong(tooLong.limit());
            case TableOfContentsReadResult.UnknownVersion unknown -> listed(programs, again, limit);
            case TableOfContentsReadResult.NotAnArchive other -> listed(programs, again, limit);
            case TableOfContentsReadResult.Damaged damaged -> new ListArchiveEntriesResult.Unreadable();
        };
    }

    private static ListArchiveEntriesResult listed(ClientPrograms programs, Path file, long limit) {
        try (RunningProgram pgRestore = new PgRestore(programs, file).list()) {
            return ended(pgRestore, read(pgRestore.output(), limit));
        } catch (IOException e) {
            return new ListArchiveEntriesResult.Unreadable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ListArchiveEntriesResult.Unreadable();
        }
    }

    private static ListArchiveEntriesResult listed(Optional<ClientPrograms> programs, InputStream archive, long limit)
            throws IOException {
        if (programs.isEmpty()) {
            return new ListArchiveEntriesResult.Unreadable();
        }
        archive.reset();
        try (RunningProgram pgRestore = PgRestore.listOfPipe(programs.get())) {
            StdinFeeder.untilBroken(archive, pgRestore.input());
            return ended(pgRestore, read(pgRestore.output(), limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ListArchiveEntriesResult.Unreadable();
        }
    }

    /** Closing kills a program whose list is too long, instead of waiting for it. */
    private static ListArchiveEntriesResult ended(RunningProgram pgRestore, ListArchiveEntriesResult read)
            throws InterruptedException {
        return read instanceof ListArchiveEntriesResult.Known
                        && !pgRestore.await().succeeded()
                ? new ListArchiveEntriesResult.Unreadable()
                : read;
    }

    /** The list does not declare its encoding, so bytes that are not UTF-8 are escaped. */
    static ListArchiveEntriesResult read(InputStream printed, long limit) {
        BoundedInputStream bounded = new BoundedInputStream(printed, limit);
        BufferedReader lines = new BufferedReader(new InputStreamReader(bounded, StandardCharsets.ISO_8859_1));
        try {
            TableOfContents list = TableOfContents.read(lines.lines().map(ListArchiveEntries::decoded));
            return bounded.isLonger()
                    ? new ListArchiveEntriesResult.TooLong(limit)
                    : new ListArchiveEntriesResult.Known(list);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return bounded.isLonger()
                    ? new ListArchiveEntriesResult.TooLong(limit)
                    : new ListArchiveEntriesResult.Unreadable();
        }
    }

    private static String decoded(String line) {
        return PostgresTextEncoding.SQL_ASCII.decode(line.getBytes(StandardCharsets.ISO_8859_1));
    }
}
