package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Decides about each copy of a database's backups. It is pure: equal records, policy and instant give an equal plan.
 */
public final class RetentionPlanner {

    /**
     * Returns the plan for one database.
     *
     * @param backups of the policy's database, in any order; the plan omits those without a stored copy
     */
    public RetentionPlan plan(List<BackupRecord> backups, RetentionPolicy policy, Instant now) {
        Map<BackupKind, List<BackupRecord>> byKind = new EnumMap<>(BackupKind.class);
        int stored = 0;
        for (BackupRecord backup : backups) {
            if (backup.kind() != null && backup.isKept()) {
                byKind.computeIfAbsent(backup.kind(), kind -> new ArrayList<>()).add(backup);
                stored += backup.isStored() ? 1 : 0;
            }
        }
        RetentionTierBackupSelector status = RetentionTierBackupSelector.among(backups, policy, now);
        Judging judging = new Judging(new CopyRetentionEvaluator(policy, now), status, policy, now);
        List<Entry> entries = new ArrayList<>(backups.size());
        Set<BackupId> surviving = new HashSet<>();
        byKind.values().forEach(ofKind -> {
            SurvivingBackups survivors = SurvivingBackups.among(ofKind, policy.minimumVerified());
            List<BackupId> ids = survivors.ids();
            surviving.addAll(ids);
            ofKind.forEach(backup -> entries.add(judging.entry(backup, survivors, ids)));
        });
        return new RetentionPlan(
                idOf(policy, entries), policy.database(), now, stored, Set.copyOf(surviving), List.copyOf(entries));
    }

    private record Judging(
            CopyRetentionEvaluator rule, RetentionTierBackupSelector standing, RetentionPolicy policy, Instant now) {

        Entry entry(BackupRecord backup, SurvivingBackups survivors, List<BackupId> ids) {
            BackupRetentionDecision verdict = rule.decide(backup, survivors, standing);
            if (backup.isExpiring()) {
                verdict = verdict.announced(backup);
            }
            boolean expires = verdict.copies().stream().anyMatch(CopyRetentionDecision::expires);
            return new Entry(backup, tiers(backup), verdict.copies(), verdict.decision(), expires ? ids : List.of());
        }

        private List<RetentionTier> tiers(BackupRecord backup) {
            List<RetentionTier> tiers = new ArrayList<>(1);
            if (now.isBefore(policy.dailyEnd(backup))) {
                tiers.add(RetentionTier.DAILY);
            }
            for (RetentionTier tier : standing.tiersOf(backup)) {
                if (now.isBefore(policy.tiering().endOf(tier, backup.takenAt()))) {
                    tiers.add(tier);
                }
            }
            return List.copyOf(tiers);
        }
    }

    private static UUID idOf(RetentionPolicy policy, List<Entry> entries) {
        Stream<String> going = entries.stream()
                .filter(Entry::isLoss)
                .map(entry -> entry.backup().id().value())
                .sorted()
                .map(UUID::toString);
        return NameBasedUuid.of(
                Stream.concat(Stream.of("plan", policy.database().value()), going)
                        .toArray(String[]::new));
    }
}
