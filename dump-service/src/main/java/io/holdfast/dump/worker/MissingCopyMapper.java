package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.store.fanout.DestinationFailure;

/** What keeps a destination from its copy, in the words of a run. */
final class MissingCopyMapper {

    private MissingCopyMapper() {}

    static DestinationWithoutCopy missing(DestinationFailure failure) {
        return new DestinationWithoutCopy(failure.destination(), failure.failure(), failure.message());
    }
}
