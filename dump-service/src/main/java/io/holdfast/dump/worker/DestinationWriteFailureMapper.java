package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.store.fanout.DestinationWriteFailure;

/** Converts a failure of the store to a destination without a copy. */
final class DestinationWriteFailureMapper {

    private DestinationWriteFailureMapper() {}

    static DestinationWithoutCopy missing(DestinationWriteFailure failure) {
        return new DestinationWithoutCopy(failure.destination(), failure.failure(), failure.message());
    }
}
