package io.holdfast.postgrestools;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Why pg_restore could not read an archive: found by its exit status, by reading the archive ourselves, by an archive that it has to be able
 * to read, and by a second attempt. Its messages are not judged.
 *
 * @param message what happened, fit for an event
 */
public record ArchiveDiagnosis(Diagnosis finding, String message, String hint) {

    private static final int PIECE = 1 << 16;
    private static final int SIGNALLED = 128;

    /** What the shell, and setpriv as it, exit with if they cannot start a program. */
    private static final Set<Integer> NOT_STARTED = Set.of(126, 127);

    // SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV. Bits flipped in a table of contents made pg_restore 15 crash in one
    // case of six.
    private static final Set<Integer> CRASHES = Set.of(4, 6, 7, 8, 11);

    /** What it says about the bytes. */
    public enum Diagnosis {
        /** The bytes are not, or no longer, a whole archive. */
        DAMAGED,
        /** Its parts stand in another order than its contents, so a pipe does not do: the bytes were not judged. */
        NEEDS_FILE,
        /** This pg_restore is too old, or built without the compression: the bytes were not judged. */
        NOT_READABLE_HERE,
        /** The file could not be opened or read: the bytes were not judged. */
        NO_ACCESS,
        /** Stopped, killed by a signal, or otherwise at the second attempt: the bytes were not judged. */
        INTERRUPTED,
        /** Something else. */
        UNRECOGNISED
    }

    /**
     * Reads the whole archive again, and has pg_restore decode it again where that does not tell.
     *
     * @param attempt the first one, which failed or wrote to stderr
     * @param limit how many bytes of names may be kept
     */
    public static ArchiveDiagnosis of(
            FailedArchive.Attempt attempt, ClientPrograms programs, FailedArchive archive, long limit)
            throws InterruptedException {
        int exitCode = attempt.exitCode();
        if (exitCode > SIGNALLED) {
            return ofSignal(exitCode - SIGNALLED);
        }
        if (NOT_STARTED.contains(exitCode)) {
            return unrecognised(exitCode);
        }
        try (InputStream bytes = new BufferedInputStream(archive.bytes(), PIECE)) {
            return switch (ArchiveScan.of(bytes, limit)) {
                case ArchiveScan.Result.Whole whole -> ofWhole(attempt, whole, programs, archive);
                case ArchiveScan.Result.NotWhole notWhole -> ofHead(notWhole.head(), exitCode);
            };
        } catch (IOException e) {
            return new ArchiveDiagnosis(
                    Diagnosis.NO_ACCESS,
                    "The archive could not be opened or read (" + e.getClass().getSimpleName() + ").",
                    "Check that the file exists and that this service may read it.");
        }
    }

    private static ArchiveDiagnosis ofSignal(int signal) {
        return CRASHES.contains(signal)
                ? damaged("pg_restore crashed while decoding the archive, by signal " + signal + ".")
                : new ArchiveDiagnosis(
                        Diagnosis.INTERRUPTED,
                        "pg_restore was ended by signal " + signal + ".",
                        "Try again; look for out-of-memory kills in the host's log.");
    }

    private static ArchiveDiagnosis ofHead(TableOfContentsResult head, int exitCode) {
        return switch (head) {
            case TableOfContentsResult.Damaged damage -> damaged("The archive is damaged: " + damage.how() + ".");
            case TableOfContentsResult.NotAnArchive none ->
                damaged("The bytes are no archive in pg_dump's custom format.");
            case TableOfContentsResult.UnknownVersion unknown ->
                new ArchiveDiagnosis(
                        Diagnosis.NOT_READABLE_HERE,
                        "The archive's format, version " + unknown.version() + ", is not known here.",
                        "Install client programs at least as new as those that wrote it.");
            case TableOfContentsResult.TooLong tooLong -> unrecognised(exitCode);
            case TableOfContentsResult.Read read -> unrecognised(exitCode);
        };
    }

    private static ArchiveDiagnosis ofWhole(
            FailedArchive.Attempt attempt,
            ArchiveScan.Result.Whole whole,
            ClientPrograms programs,
            FailedArchive archive)
            throws IOException, InterruptedException {
        if (!archive.isFile() && !whole.isInOrder()) {
            return new ArchiveDiagnosis(
                    Diagnosis.NEEDS_FILE,
                    "The archive's parts stand in another order than its contents.",
                    "Bring a copy to a local destination: it can only be decoded from a plain file.");
        }
        if (!ArchiveSelfTest.passes(programs, whole.header())) {
            return new ArchiveDiagnosis(
                    Diagnosis.NOT_READABLE_HERE,
                    "The installed pg_restore " + programs.version() + " does not read archives of version "
                            + whole.header().version() + " with compression '"
                            + whole.header().compression() + "'.",
                    "Install client programs at least as new as those that wrote it, built with that compression.");
        }
        if (attempt.exitCode() == 0) {
            return unrecognised(0);
        }
        FailedArchive.Attempt again = archive.decodeAgain();
        if (again.equals(attempt)) {
            return damaged("pg_restore ends at the same place at each attempt, after " + attempt.printed()
                    + " bytes of text: what the archive holds there does not decode.");
        }
        return new ArchiveDiagnosis(
                Diagnosis.INTERRUPTED,
                "pg_restore ended with status " + attempt.exitCode() + ", and otherwise at a second attempt.",
                "Try again; see whether the host has memory to spare.");
    }

    private static ArchiveDiagnosis damaged(String message) {
        return new ArchiveDiagnosis(
                Diagnosis.DAMAGED, message, "Its bytes are damaged or incomplete; use another copy or backup.");
    }

    private static ArchiveDiagnosis unrecognised(int exitCode) {
        return new ArchiveDiagnosis(
                Diagnosis.UNRECOGNISED,
                "pg_restore ended with status " + exitCode + ", and the reason is not recognised.",
                "This service's log has its output.");
    }
}
