package io.holdfast.retention.copying;

import io.holdfast.events.SealedCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Transfers as the test specifies. By default, every transfer succeeds. */
final class ScriptedCopyTransfer implements CopyTransfer {

    final List<Load> loads = new ArrayList<>();
    private BiFunction<Load, Progress, Carried> play = (load, progress) -> landed(load);

    void play(BiFunction<Load, Progress, Carried> other) {
        play = other;
    }

    @Override
    public Carried carry(Load load, Progress progress) {
        loads.add(load);
        return play.apply(load, progress);
    }

    static Carried landed(Load load) {
        SealedCopy source = load.source();
        return new Carried.Landed(
                new SealedCopy(load.missing().destination(), source.key(), null, source.bytes(), source.sha256()),
                false);
    }
}
