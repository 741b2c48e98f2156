package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects which backups represent their week, month or year, and which are among the newest that keep-last keeps.
 *
 * <p>A period is represented by the oldest verified backup of each kind that was taken in it. After a promotion is
 * published, that backup remains the representative as long as it is good. Otherwise a backup that is verified late
 * would replace it, and two would be kept. After the time of a period has ended, it gets no new representative.
 * Otherwise the next backup would become one whenever one has expired.
 */
final class RetentionTierBackupSelector {

    private record Period(BackupKind kind, RetentionTier tier, long number) {}

    private final Map<Period, BackupRecord> representatives;
    private final Set<BackupId> last;
    private final List<RetentionTier> inUse;
    private final RetentionTierPolicy tiering;
    private final Instant now;

    private RetentionTierBackupSelector(
            Map<Period, BackupRecord> representatives, Set<BackupId> last, RetentionPolicy policy, Instant now) {
        this.representatives = representatives;
        this.last = last;
        this.inUse = policy.tiersInUse();
        this.tiering = policy.tiering();
        this.now = now;
    }

    /** One pass over all backups of a database, of any kind. */
    static RetentionTierBackupSelector among(Collection<BackupRecord> backups, RetentionPolicy policy, Instant now) {
        List<RetentionTier> inUse = policy.tiersInUse();
        Map<Period, BackupRecord> representatives = new HashMap<>();
        Map<BackupKind, List<BackupRecord>> verified = new HashMap<>();
        for (BackupRecord backup : backups) {
            BackupKind kind = backup.kind();
            if (kind == null || !backup.isSurvivor()) {
                continue;
            }
            for (RetentionTier tier : inUse) {
                representatives.merge(periodOf(kind, tier, backup), backup, (one, other) -> better(one, other, tier));
            }
            if (policy.tiering().last() > 0) {
                verified.computeIfAbsent(kind, k -> new ArrayList<>()).add(backup);
            }
        }
        Set<BackupId> last = new HashSet<>();
        verified.values()
                .forEach(ofKind -> last.addAll(
                        SurvivingBackups.among(ofKind, policy.tiering().last()).ids()));
        return new RetentionTierBackupSelector(representatives, last, policy, now);
    }

    private static Period periodOf(BackupKind kind, RetentionTier tier, BackupRecord backup) {
        return new Period(kind, tier, RetentionTierPolicy.periodOf(tier, backup.takenAt()));
    }

    private static BackupRecord better(BackupRecord one, BackupRecord other, RetentionTier tier) {
        if (one.isPromotedTo(tier) != other.isPromotedTo(tier)) {
            return one.isPromotedTo(tier) ? one : other;
        }
        return BackupRecord.NEWEST_FIRST.compare(one, other) > 0 ? one : other;
    }

    /** The tiers that the backup represents, shortest first, whether or not their time has ended. */
    List<RetentionTier> tiersOf(BackupRecord backup) {
        BackupKind kind = backup.kind();
        if (kind == null || inUse.isEmpty()) {
            return List.of();
        }
        List<RetentionTier> tiers = new ArrayList<>(inUse.size());
        for (RetentionTier tier : inUse) {
            if (backup.isPromotedTo(tier) ? backup.isSurvivor() : isNext(backup, periodOf(kind, tier, backup))) {
                tiers.add(tier);
            }
        }
        return tiers;
    }

    private boolean isNext(BackupRecord backup, Period period) {
        BackupRecord representative = representatives.get(period);
        return representative != null
                && representative.id().equals(backup.id())
                && now.isBefore(tiering.endOfPeriod(period.tier(), period.number()));
    }

    /** Whether keep-last keeps the backup. */
    boolean isAmongTheLast(BackupRecord backup) {
        return last.contains(backup.id());
    }
}
