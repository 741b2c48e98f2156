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
 * Checks that the survivors really exist: each must have a copy whose bytes were all read again and match the record.
 *
 * <p>A good result is cached. The deletions of one run mostly rely on the same few survivors, and reading hundreds of
 * gigabytes for each of them would take too long. Only good results are cached, only in this process, and only for the
 * configured time. This time limits how long a disk could degrade unnoticed between the reading and the last deletion
 * that relies on it.
 */
public final class SurvivingBackupCheck {

    private final BackupCopyStore storage;
    private final Duration validFor;
    private final Map<CopyLocation, Instant> good = new ConcurrentHashMap<>();

    public SurvivingBackupCheck(BackupCopyStore storage, Duration validFor) {
        this.storage = storage;
        this.validFor = validFor;
    }

    /** Why the survivors cannot be relied on; empty if all of them can. */
    Optional<String> objection(List<BackupRecord> survivors, Instant now) {
        return survivors.stream()
                .map(survivor -> objection(survivor, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Why copies that a deletion relies on cannot be relied on now. Checks that they exist but does not read them. */
    Optional<String> absence(List<CopyLocation> countedOn) {
        return countedOn.stream().map(this::absence).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> absence(CopyLocation copy) {
        return switch (storage.find(copy)) {
            case BackupCopyStore.CopyStatus.Good good -> Optional.empty();
            case BackupCopyStore.CopyStatus.Bad bad -> Optional.of(required(copy) + " is damaged: " + bad.how());
            case BackupCopyStore.CopyStatus.Absent absent -> Optional.of(required(copy) + " is missing");
            case BackupCopyStore.CopyStatus.Unknown unknown ->
                Optional.of(required(copy) + " could not be checked: " + unknown.why());
        };
    }

    private static String required(CopyLocation copy) {
        return "copy " + copy + ", which the deletion relies on,";
    }

    /** Whether the copy's destination is reachable. Otherwise a deletion would only wait. */
    boolean isReachable(CopyLocation copy) {
        return !(storage.find(copy.inAnyVersion()) instanceof BackupCopyStore.CopyStatus.Unknown);
    }

    private Optional<String> objection(BackupRecord survivor, Instant now) {
        String last = "has no good copy";
        for (StoredCopy copy : survivor.copies()) {
            if (copy.isGood()) {
                BackupCopyStore.CopyStatus copyStatus = isCached(copy.copy().ref(), now)
                        ? new BackupCopyStore.CopyStatus.Good()
                        : storage.reread(copy.copy());
                switch (copyStatus) {
                    case BackupCopyStore.CopyStatus.Good good -> {
                        return cachedObjection(copy.copy().ref(), now);
                    }
                    case BackupCopyStore.CopyStatus.Bad bad -> last = "is damaged: " + bad.how();
                    case BackupCopyStore.CopyStatus.Absent absent -> last = "is missing";
                    case BackupCopyStore.CopyStatus.Unknown unknown -> last = "could not be read: " + unknown.why();
                }
            }
        }
        return Optional.of(sentence(survivor.id(), last));
    }

    private static String sentence(BackupId survivor, String what) {
        return "backup " + survivor + ", which must survive the deletion, " + what
                + "; verify it again ('holdfast verify " + survivor + "')";
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
