package io.holdfast.retention.copying;

import io.holdfast.events.FailureReason;
import io.holdfast.events.SealedCopy;

/** Carries an artifact with all that was sealed with it from one destination to another. */
public interface CopyTransfer {

    /** @param source whose length and checksum the new copy must have, or it is not sealed */
    record Load(MissingCopy missing, SealedCopy source) {}

    /** Told of every piece that has passed. */
    interface Progress {

        /**
         * @param bytes so far
         * @return whether to go on
         */
        boolean passed(long bytes);
    }

    /** What came of it. */
    sealed interface Carried {

        /**
         * It lies there, durable, with the recorded length and checksum.
         *
         * @param wasThere it had been sealed before, and was read again
         */
        record Landed(SealedCopy copy, boolean wasThere) implements Carried {}

        /** This source is not what was recorded, or cannot be read just now; another one may do. */
        record SourceUnfit(String why) implements Carried {}

        /** The source's destination is away, and so is every other copy there. */
        record SourceAway(String why) implements Carried {}

        /** The destination takes nothing at the moment, this or another. */
        record TargetAway(FailureReason failure, String why) implements Carried {}

        /** The destination does not take this one. */
        record Refused(String why) implements Carried {}

        /** Somebody else took over, or the service stops. */
        record Stopped() implements Carried {}
    }

    Carried carry(Load load, Progress progress);
}
