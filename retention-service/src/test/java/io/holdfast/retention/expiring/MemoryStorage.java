package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Destinations whose files a test can damage, delete and unmount. */
final class MemoryStorage implements BackupCopyStore {

    private final Map<CopyLocation, Boolean> isIntact = new HashMap<>();
    private final Set<String> away = new HashSet<>();
    private Consumer<CopyLocation> beforeDeletion = copy -> {};
    private Runnable beforeEachStep = () -> {};

    void beforeDeletion(Consumer<CopyLocation> check) {
        beforeDeletion = check;
    }

    void beforeEachStep(Runnable step) {
        beforeEachStep = step;
    }

    void put(CopyLocation copy) {
        isIntact.put(copy, true);
    }

    void rot(CopyLocation copy) {
        isIntact.replace(copy, false);
    }

    void lose(CopyLocation copy) {
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

    boolean isMounted(CopyLocation copy) {
        return !away.contains(copy.destination());
    }

    boolean isIntact(CopyLocation copy) {
        return isIntact.getOrDefault(copy, false);
    }

    boolean isThere(CopyLocation copy) {
        return isIntact.containsKey(copy);
    }

    @Override
    public CopyStatus find(CopyLocation copy) {
        if (!isMounted(copy)) {
            return new CopyStatus.Unknown("not mounted");
        }
        return isThere(copy) ? new CopyStatus.Good() : new CopyStatus.Absent();
    }

    @Override
    public CopyStatus reread(BackupCopyRecord copy) {
        return switch (find(copy.ref())) {
            case CopyStatus.Good good -> isIntact(copy.ref()) ? good : new CopyStatus.Bad("other bytes");
            case CopyStatus.Bad bad -> bad;
            case CopyStatus.Absent absent -> absent;
            case CopyStatus.Unknown unknown -> unknown;
        };
    }

    @Override
    public CopyStatus delete(CopyLocation copy) {
        beforeEachStep.run();
        if (!isMounted(copy)) {
            return new CopyStatus.Unknown("not mounted");
        }
        if (isThere(copy)) {
            beforeDeletion.accept(copy);
            isIntact.remove(copy);
        }
        beforeEachStep.run();
        return new CopyStatus.Absent();
    }
}
