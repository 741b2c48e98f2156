package io.holdfast.retention.expiring;

import io.holdfast.events.Copy;
import io.holdfast.events.CopyRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Destinations whose files rot, vanish and are unmounted on command. */
final class MemoryStorage implements Storage {

    private final Map<CopyRef, Boolean> isIntact = new HashMap<>();
    private final Set<String> away = new HashSet<>();
    private Consumer<CopyRef> beforeDeletion = copy -> {};
    private Runnable beforeEachStep = () -> {};

    void beforeDeletion(Consumer<CopyRef> check) {
        beforeDeletion = check;
    }

    void beforeEachStep(Runnable step) {
        beforeEachStep = step;
    }

    void put(CopyRef copy) {
        isIntact.put(copy, true);
    }

    void rot(CopyRef copy) {
        isIntact.replace(copy, false);
    }

    void lose(CopyRef copy) {
        isIntact.remove(copy);
    }

    void mounted(boolean is) {
        mounted("local", is);
    }

    void mounted(String destination, boolean is) {
        if (is) {
            away.remove(destination);
        } else {
            away.add(destination);
        }
    }

    boolean isMounted(CopyRef copy) {
        return !away.contains(copy.destination());
    }

    boolean isIntact(CopyRef copy) {
        return isIntact.getOrDefault(copy, false);
    }

    boolean isThere(CopyRef copy) {
        return isIntact.containsKey(copy);
    }

    @Override
    public Look find(CopyRef copy) {
        if (!isMounted(copy)) {
            return new Look.Unknown("not mounted");
        }
        return isThere(copy) ? new Look.Good() : new Look.Absent();
    }

    @Override
    public Look reread(Copy copy) {
        return switch (find(copy.ref())) {
            case Look.Good good -> isIntact(copy.ref()) ? good : new Look.Bad("other bytes");
            case Look.Bad bad -> bad;
            case Look.Absent absent -> absent;
            case Look.Unknown unknown -> unknown;
        };
    }

    @Override
    public Look delete(CopyRef copy) {
        beforeEachStep.run();
        if (!isMounted(copy)) {
            return new Look.Unknown("not mounted");
        }
        if (isThere(copy)) {
            beforeDeletion.accept(copy);
            isIntact.remove(copy);
        }
        beforeEachStep.run();
        return new Look.Absent();
    }
}
