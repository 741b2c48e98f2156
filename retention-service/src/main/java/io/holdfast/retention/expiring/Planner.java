package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.Kind;
import io.holdfast.events.NameBasedId;
import io.holdfast.retention.expiring.Decision.Expire;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Decides what becomes of each backup of a database. Pure: the same books, policy and instant give the same plan. */
public final class Planner {

    /**
     * The plan for one database.
     *
     * @param backups of the policy's database, in any order; those of which nothing is stored are left out of the plan
     */
    public RetentionPlan plan(List<Backup> backups, RetentionPolicy policy, Instant now) {
        Map<Kind, List<Backup>> byKind = new EnumMap<>(Kind.class);
        int stored = 0;
        for (Backup backup : backups) {
            if (backup.kind() != null && backup.isKept()) {
                byKind.computeIfAbsent(backup.kind(), kind -> new ArrayList<>()).add(backup);
                stored += backup.isStored() ? 1 : 0;
            }
        }
        Rule rule = new Rule(policy, now);
        List<Entry> entries = new ArrayList<>(backups.size());
        byKind.values().forEach(ofKind -> {
            Survivors survivors = Survivors.among(ofKind, policy.minimumVerified());
            List<BackupId> ids = survivors.ids();
            ofKind.forEach(backup -> entries.add(entry(backup, rule, survivors, ids)));
        });
        return new RetentionPlan(idOf(policy, entries), policy.database(), now, stored, List.copyOf(entries));
    }

    private static Entry entry(Backup backup, Rule rule, Survivors survivors, List<BackupId> ids) {
        if (backup.isExpiring()) {
            Intent announced = backup.intents().getFirst();
            return new Entry(backup, new Expire(announced.reason(), backup.takenAt()), announced.survivors());
        }
        Decision decision = rule.decide(backup, survivors);
        return new Entry(backup, decision, decision instanceof Expire ? ids : List.of());
    }

    private static UUID idOf(RetentionPolicy policy, List<Entry> entries) {
        Stream<String> going = entries.stream()
                .filter(Entry::isNews)
                .map(entry -> entry.backup().id().value())
                .sorted()
                .map(UUID::toString);
        return NameBasedId.of(Stream.concat(Stream.of("plan", policy.database().value()), going)
                .toArray(String[]::new));
    }
}
