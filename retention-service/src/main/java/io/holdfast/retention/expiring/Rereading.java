package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether those who have to survive really do: each must have a copy whose bytes were all read again and are the recorded
 * ones.
 *
 * <p>An answer is good for a while, because the backups of one run mostly count on the same few survivors, and reading
 * hundreds of gigabytes once for each of them would take longer than it protects. Only good answers are remembered, only
 * in this process, and only as long as the setting says: that is how long a disk could rot unnoticed between the reading
 * and the last deletion that counts on it.
 */
public final class Rereading {

    private final Storage storage;
    private final Duration validFor;
    private final Map<CopyRef, Instant> good = new ConcurrentHashMap<>();

    public Rereading(Storage storage, Duration validFor) {
        this.storage = storage;
        this.validFor = validFor;
    }

    /** Why the survivors cannot be counted on; empty where all of them can. */
    Optional<String> objection(List<Backup> survivors, Instant now) {
        return survivors.stream()
                .map(survivor -> objection(survivor, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Why copies that a deletion counts on cannot be counted on now: looked for, and not read again. */
    Optional<String> absence(List<CopyRef> countedOn) {
        return countedOn.stream().map(this::absence).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> absence(CopyRef copy) {
        return switch (storage.find(copy)) {
            case Storage.Look.Good good -> Optional.empty();
            case Storage.Look.Bad bad -> Optional.of(copy + ", which it counts on, is damaged: " + bad.how());
            case Storage.Look.Absent absent -> Optional.of(copy + ", which it counts on, is gone");
            case Storage.Look.Unknown unknown ->
                Optional.of(copy + ", which it counts on, could not be looked for: " + unknown.why());
        };
    }

    /** Whether the copy can be reached: its deletion would only wait otherwise. */
    boolean isReachable(CopyRef copy) {
        return !(storage.find(copy.inAnyVersion()) instanceof Storage.Look.Unknown);
    }

    private Optional<String> objection(Backup survivor, Instant now) {
        String last = "has no good copy";
        for (StoredCopy copy : survivor.copies()) {
            if (copy.isGood()) {
                Storage.Look look =
                        isRemembered(copy.copy().ref(), now) ? new Storage.Look.Good() : storage.reread(copy.copy());
                switch (look) {
                    case Storage.Look.Good good -> {
                        return remembered(copy.copy().ref(), now);
                    }
                    case Storage.Look.Bad bad -> last = "is damaged: " + bad.how();
                    case Storage.Look.Absent absent -> last = "is gone";
                    case Storage.Look.Unknown unknown -> last = "could not be read: " + unknown.why();
                }
            }
        }
        return Optional.of(sentence(survivor.id(), last));
    }

    private static String sentence(BackupId survivor, String what) {
        return survivor + ", which has to survive it, " + what + "; have it verified again ('holdfast verify "
                + survivor + "')";
    }

    private boolean isRemembered(CopyRef copy, Instant now) {
        Instant at = good.get(copy);
        return at != null && !now.isBefore(at) && now.isBefore(at.plus(validFor));
    }

    private Optional<String> remembered(CopyRef copy, Instant now) {
        if (!isRemembered(copy, now)) {
            good.put(copy, now);
        }
        return Optional.empty();
    }
}
