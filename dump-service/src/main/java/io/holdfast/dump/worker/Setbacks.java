package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.MissingCopy;
import io.holdfast.store.spread.Setback;

/** What keeps a destination from its copy, in the words of a run. */
final class Setbacks {

    private Setbacks() {}

    static MissingCopy missing(Setback setback) {
        return new MissingCopy(setback.destination(), setback.failure(), setback.message());
    }
}
