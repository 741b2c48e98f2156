package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.Example.NOW;
import static io.holdfast.retention.expiring.Example.TIERED;
import static io.holdfast.retention.expiring.Example.everywhere;

import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Plans for backups of several places, and what stands in them. */
final class Planned {

    static final String[] BOTH = {"local", "away"};

    private Planned() {}

    static RetentionPolicy policy(Tiering tiering, Place... places) {
        return new RetentionPolicy(Example.APP, days(30), 3, days(7), tiering, List.of(places));
    }

    static RetentionPlan withEnough(Backup... backups) {
        return plan(TIERED, backups);
    }

    /** Three protected ones of the last days are there as well, if none of these numbers are taken. */
    static RetentionPlan plan(RetentionPolicy policy, Backup... backups) {
        List<Backup> all = new ArrayList<>(List.of(backups));
        String[] places = policy.places().stream().map(Place::destination).toArray(String[]::new);
        if (all.stream().noneMatch(backup -> backup.id().equals(Example.id(1)))) {
            IntStream.range(1, 4).forEach(n -> all.add(everywhere(n, Duration.ofHours(n), places)));
        }
        return new Planner().plan(all, policy, NOW);
    }

    static Entry entry(RetentionPlan plan, int number) {
        return plan.entries().stream()
                .filter(entry -> entry.backup().id().equals(Example.id(number)))
                .findFirst()
                .orElseThrow();
    }

    static Decision at(String destination, Entry entry) {
        return entry.copies().stream()
                .filter(plan -> plan.copy().destination().equals(destination))
                .map(CopyPlan::decision)
                .findFirst()
                .orElseThrow();
    }

    static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
