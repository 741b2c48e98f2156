package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.ExampleBackups.NOW;
import static io.holdfast.retention.expiring.ExampleBackups.TIERED;
import static io.holdfast.retention.expiring.ExampleBackups.everywhere;

import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Plans for backups at several destinations, and their content. */
final class Planned {

    static final String[] BOTH = {"local", "away"};

    private Planned() {}

    static RetentionPolicy policy(RetentionTierPolicy tiering, RetentionPolicyDestination... places) {
        return new RetentionPolicy(ExampleBackups.APP, days(30), 3, days(7), tiering, List.of(places));
    }

    static RetentionPlan withEnough(BackupRecord... backups) {
        return plan(TIERED, backups);
    }

    /** Adds three protected backups of the last days, unless these numbers are used. */
    static RetentionPlan plan(RetentionPolicy policy, BackupRecord... backups) {
        List<BackupRecord> all = new ArrayList<>(List.of(backups));
        String[] places = policy.places().stream()
                .map(RetentionPolicyDestination::destination)
                .toArray(String[]::new);
        if (all.stream().noneMatch(backup -> backup.id().equals(ExampleBackups.id(1)))) {
            IntStream.range(1, 4).forEach(n -> all.add(everywhere(n, Duration.ofHours(n), places)));
        }
        return new RetentionPlanner().plan(all, policy, NOW);
    }

    static Entry entry(RetentionPlan plan, int number) {
        return plan.entries().stream()
                .filter(entry -> entry.backup().id().equals(ExampleBackups.id(number)))
                .findFirst()
                .orElseThrow();
    }

    static RetentionDecision at(String destination, Entry entry) {
        return entry.copies().stream()
                .filter(plan -> plan.copy().destination().equals(destination))
                .map(CopyRetentionDecision::decision)
                .findFirst()
                .orElseThrow();
    }

    static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
