package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.store.fanout.DestinationFailure;

/** Converts a failure of the store to a destination without a copy. */
final class MissingCopyMapper {

    private MissingCopyMapper() {}

    static DestinationWithoutCopy missing(DestinationFailure failure) {
        return new DestinationWithoutCopy(failure.destination(), failure.failure(), failure.message());
    }
}
