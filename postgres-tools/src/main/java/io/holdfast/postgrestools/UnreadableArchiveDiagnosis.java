package io.holdfast.postgrestools;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * The reason why pg_restore could not read an archive. The diagnosis uses the exit status, a scan of the archive by Holdfast, a test
 * archive that pg_restore must be able to read, and a second attempt. It does not use pg_restore's messages.
 *
 * @param message what happened; it may be published in an event
 */
public record UnreadableArchiveDiagnosis(Diagnosis finding, String message, String hint) {

    private static final int PIECE = 1 << 16;
    private static final int SIGNALLED = 128;

    /** Exit codes of the shell and of setpriv if they cannot start a program. */
    private static final Set<Integer> NOT_STARTED = Set.of(126, 127);

    // SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV. When bits of a table of contents were flipped, pg_restore 15 crashed in
    // one case of six.
    private static final Set<Integer> CRASHES = Set.of(4, 6, 7, 8, 11);

    /** The conclusion about the bytes of the archive. */
    public enum Diagnosis {
        /** The bytes are not a complete archive, or no longer one. */
        DAMAGED,
        /**
         * The blocks are not in the order of the table of contents, so pg_restore cannot read them from a pipe. The bytes were not judged.
         */
        NEEDS_FILE,
        /** This pg_restore is too old, or was built without the compression. The bytes were not judged. */
        NOT_READABLE_HERE,
        /** The file could not be opened or read: the bytes were not judged. */
        NO_ACCESS,
        /** pg_restore was stopped, was killed by a signal, or ended differently at the second attempt. The bytes were not judged. */
        INTERRUPTED,
        /** Any other reason. */
        UNRECOGNISED
    }

    /**
     * Scans the whole archive, and lets pg_restore decode it again if the scan finds no reason.
     *
     * @param attempt the first attempt, which failed or wrote to stderr
     * @param limit maximum number of bytes of names to keep
     */
    public static UnreadableArchiveDiagnosis of(
            UnreadableArchive.Attempt attempt, ClientPrograms programs, UnreadableArchive archive, long limit)
            throws InterruptedException {
        int exitCode = attempt.exitCode();
        if (exitCode > SIGNALLED) {
            return ofSignal(exitCode - SIGNALLED);
        }
        if (NOT_STARTED.contains(exitCode)) {
            return unrecognised(exitCode);
        }
        try (InputStream bytes = new BufferedInputStream(archive.bytes(), PIECE)) {
            return switch (ArchiveStructureScan.of(bytes, limit)) {
                case ArchiveStructureScan.Result.Whole whole -> ofWhole(attempt, whole, programs, archive);
                case ArchiveStructureScan.Result.NotWhole notWhole -> ofHead(notWhole.head(), exitCode);
            };
        } catch (IOException e) {
            return new UnreadableArchiveDiagnosis(
                    Diagnosis.NO_ACCESS,
                    "The archive could not be opened or read (" + e.getClass().getSimpleName() + ").",
                    "Check that the file exists and that this service may read it.");
        }
    }

    private static UnreadableArchiveDiagnosis ofSignal(int signal) {
        return CRASHES.contains(signal)
                ? damaged("pg_restore crashed while it decoded the archive, by signal " + signal + ".")
                : new UnreadableArchiveDiagnosis(
                        Diagnosis.INTERRUPTED,
                        "pg_restore was killed by signal " + signal + ".",
                        "Try again. Check the host's log for out-of-memory kills.");
    }

    private static UnreadableArchiveDiagnosis ofHead(TableOfContentsReadResult head, int exitCode) {
        return switch (head) {
            case TableOfContentsReadResult.Damaged damage -> damaged("The archive is damaged: " + damage.how() + ".");
            case TableOfContentsReadResult.NotAnArchive none ->
                damaged("The bytes are not an archive in pg_dump's custom format.");
            case TableOfContentsReadResult.UnknownVersion unknown ->
                new UnreadableArchiveDiagnosis(
                        Diagnosis.NOT_READABLE_HERE,
                        "The archive's format, version " + unknown.version() + ", is not supported.",
                        "Install client programs that are at least as new as the pg_dump that wrote the archive.");
            case TableOfContentsReadResult.TooLong tooLong -> unrecognised(exitCode);
            case TableOfContentsReadResult.Read read -> unrecognised(exitCode);
        };
    }

    private static UnreadableArchiveDiagnosis ofWhole(
            UnreadableArchive.Attempt attempt,
            ArchiveStructureScan.Result.Whole whole,
            ClientPrograms programs,
            UnreadableArchive archive)
            throws IOException, InterruptedException {
        if (!archive.isFile() && !whole.isInOrder()) {
            return new UnreadableArchiveDiagnosis(
                    Diagnosis.NEEDS_FILE,
                    "The blocks of the archive are not in the order of its table of contents.",
                    "Copy the backup to a local destination: pg_restore can decode this archive only from a file.");
        }
        if (!PgRestoreSelfTest.passes(programs, whole.header())) {
            return new UnreadableArchiveDiagnosis(
                    Diagnosis.NOT_READABLE_HERE,
                    "The installed pg_restore " + programs.version() + " does not read archives of version "
                            + whole.header().version() + " with compression '"
                            + whole.header().compression() + "'.",
                    "Install client programs with that compression that are at least as new as the pg_dump that wrote the archive.");
        }
        if (attempt.exitCode() == 0) {
            return unrecognised(0);
        }
        UnreadableArchive.Attempt again = archive.decodeAgain();
        if (again.equals(attempt)) {
            return damaged("pg_restore fails at the same place at each attempt, after " + attempt.printed()
                    + " bytes of text: the archive cannot be decoded there.");
        }
        return new UnreadableArchiveDiagnosis(
                Diagnosis.INTERRUPTED,
                "pg_restore ended with status " + attempt.exitCode() + ", and a second attempt ended differently.",
                "Try again. Check that the host has enough free memory.");
    }

    private static UnreadableArchiveDiagnosis damaged(String message) {
        return new UnreadableArchiveDiagnosis(
                Diagnosis.DAMAGED,
                message,
                "The archive is damaged or incomplete. Use another copy or another backup.");
    }

    private static UnreadableArchiveDiagnosis unrecognised(int exitCode) {
        return new UnreadableArchiveDiagnosis(
                Diagnosis.UNRECOGNISED,
                "pg_restore ended with status " + exitCode + ", and the reason was not recognized.",
                "Read its output in the log of this service.");
    }
}
