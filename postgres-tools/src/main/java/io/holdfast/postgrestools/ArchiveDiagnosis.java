package io.holdfast.postgrestools;

/**
 * Why pg_restore could not read an archive.
 *
 * @param message what happened, fit for an event
 * @param excerpt pg_restore's own line, redacted and shortened; it may quote rows, so for operators only
 */
public record ArchiveDiagnosis(Finding finding, String message, String hint, String excerpt) {

    /** What it says about the bytes. */
    public enum Finding {
        /** The bytes are not, or no longer, a whole archive. */
        DAMAGED,
        /** This pg_restore is too old, or built without the compression: the bytes were not judged. */
        NOT_READABLE_HERE,
        /** The file could not be opened or read: the bytes were not judged. */
        NO_ACCESS,
        /** Stopped, or killed by a signal: the bytes were not judged. */
        INTERRUPTED,
        /** Something else. */
        OTHER
    }

    /** Reads how a failed pg_restore ended. */
    public static ArchiveDiagnosis of(Ended ended) {
        return ArchiveDiagnosing.read(ended);
    }
}
