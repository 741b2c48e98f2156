package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
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
public final class SurvivorCheck {

    private final CopyStorage storage;
    private final Duration validFor;
    private final Map<CopyLocation, Instant> good = new ConcurrentHashMap<>();

    public SurvivorCheck(CopyStorage storage, Duration validFor) {
        this.storage = storage;
        this.validFor = validFor;
    }

    /** Why the survivors cannot be counted on; empty where all of them can. */
    Optional<String> objection(List<BackupRecord> survivors, Instant now) {
        return survivors.stream()
                .map(survivor -> objection(survivor, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Why copies that a deletion counts on cannot be counted on now: looked for, and not read again. */
    Optional<String> absence(List<CopyLocation> countedOn) {
        return countedOn.stream().map(this::absence).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> absence(CopyLocation copy) {
        return switch (storage.find(copy)) {
            case CopyStorage.CopyStatus.Good good -> Optional.empty();
            case CopyStorage.CopyStatus.Bad bad -> Optional.of(copy + ", which it counts on, is damaged: " + bad.how());
            case CopyStorage.CopyStatus.Absent absent -> Optional.of(copy + ", which it counts on, is gone");
            case CopyStorage.CopyStatus.Unknown unknown ->
                Optional.of(copy + ", which it counts on, could not be looked for: " + unknown.why());
        };
    }

    /** Whether the copy can be reached: its deletion would only wait otherwise. */
    boolean isReachable(CopyLocation copy) {
        return !(storage.find(copy.inAnyVersion()) instanceof CopyStorage.CopyStatus.Unknown);
    }

    private Optional<String> objection(BackupRecord survivor, Instant now) {
        String last = "has no good copy";
        for (StoredCopy copy : survivor.copies()) {
            if (copy.isGood()) {
                CopyStorage.CopyStatus copyStatus = isCached(copy.copy().ref(), now)
                        ? new CopyStorage.CopyStatus.Good()
                        : storage.reread(copy.copy());
                switch (copyStatus) {
                    case CopyStorage.CopyStatus.Good good -> {
                        return cachedObjection(copy.copy().ref(), now);
                    }
                    case CopyStorage.CopyStatus.Bad bad -> last = "is damaged: " + bad.how();
                    case CopyStorage.CopyStatus.Absent absent -> last = "is gone";
                    case CopyStorage.CopyStatus.Unknown unknown -> last = "could not be read: " + unknown.why();
                }
            }
        }
        return Optional.of(sentence(survivor.id(), last));
    }

    private static String sentence(BackupId survivor, String what) {
        return survivor + ", which has to survive it, " + what + "; have it verified again ('holdfast verify "
                + survivor + "')";
    }

    private boolean isCached(CopyLocation copy, Instant now) {
        Instant at = good.get(copy);
        return at != null && !now.isBefore(at) && now.isBefore(at.plus(validFor));
    }

    private Optional<String> cachedObjection(CopyLocation copy, Instant now) {
        if (!isCached(copy, now)) {
            good.put(copy, now);
        }
        return Optional.empty();
    }
}
