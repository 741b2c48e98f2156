package io.holdfast.retention.copying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.FailureReason;

/** Copies an artifact and the companions sealed with it from one destination to another. */
public interface ArtifactCopier {

    /** @param source the copy to read; the new copy is sealed only if it has the same length and checksum */
    record TransferRequest(MissingCopy missing, BackupCopyRecord source) {}

    /** Receives the progress after each chunk. */
    interface Progress {

        /**
         * @param bytes copied so far
         * @return whether to continue
         */
        boolean passed(long bytes);
    }

    /** The result of a transfer. */
    sealed interface TransferResult {

        /**
         * The copy is stored durably, with the recorded length and checksum.
         *
         * @param wasThere whether an earlier attempt had sealed it; it was then read again
         */
        record Completed(BackupCopyRecord copy, boolean wasThere) implements TransferResult {}

        /** The source does not match its record or cannot be read now. Another source may work. */
        record SourceUnfit(String why) implements TransferResult {}

        /** The source's destination is unreachable. */
        record SourceAway(String why) implements TransferResult {}

        /** The target destination accepts no copy at the moment. */
        record TargetAway(FailureReason failure, String why) implements TransferResult {}

        /** The target destination does not accept this copy. */
        record Refused(String why) implements TransferResult {}

        /** Another worker took over, or the service is stopping. */
        record Stopped() implements TransferResult {}
    }

    TransferResult carry(TransferRequest request, Progress progress);
}
