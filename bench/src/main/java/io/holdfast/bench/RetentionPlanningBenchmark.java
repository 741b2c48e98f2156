package io.holdfast.bench;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRunDetails;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.expiring.BackupVerificationState;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlanner;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.StoredCopy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Plans retention for a million backups of one database. Promise: under 5 seconds, in linear time. */
final class RetentionPlanningBenchmark {

    private static final int REPETITIONS = 7;
    private static final List<Integer> SIZES = List.of(250_000, 500_000, 1_000_000);
    private static final DatabaseId DATABASE = new DatabaseId("app");
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final RetentionPolicy POLICY =
            new RetentionPolicy(DATABASE, Duration.ofDays(30), 3, Duration.ofDays(7));

    // The planner is single-threaded, so its CPU time is its cost, even on a busy machine.
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private RetentionPlanningBenchmark() {}

    static void run(List<String> arguments) throws Exception {
        List<BackupRecord> all = backups(Collections.max(SIZES));
        RetentionPlanner planner = new RetentionPlanner();
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            planner.plan(all.subList(0, SIZES.getFirst()), POLICY, NOW);
        }
        DurationStatistics samples = new DurationStatistics();
        DurationStatistics cpu = new DurationStatistics();
        int expiring = 0;
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            for (int size : SIZES) {
                List<BackupRecord> some = new ArrayList<>(all.subList(0, size));
                RetentionPlan[] plan = new RetentionPlan[1];
                long begin = THREAD.getCurrentThreadCpuTime();
                samples.time(size + " backups", () -> plan[0] = planner.plan(some, POLICY, NOW));
                cpu.add(size + " backups, CPU", Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - begin));
                expiring = plan[0].expiring().size();
            }
        }
        print(samples, cpu);
        System.out.println("In the largest plan, " + expiring + " backups would expire.");
    }

    private static void print(DurationStatistics samples, DurationStatistics cpu) {
        String first = SIZES.getFirst() + " backups";
        MarkdownTable table = new MarkdownTable(
                "backups", "size, ratio", "time, ratio", "CPU, ratio", "CPU s", "median s", "range s");
        for (int size : SIZES) {
            String name = size + " backups";
            table.row(
                    size,
                    DurationStatistics.text((double) size / SIZES.getFirst()),
                    DurationStatistics.text(samples.ratio(name, first)),
                    DurationStatistics.text(cpu.ratio(name + ", CPU", first + ", CPU")),
                    DurationStatistics.text(cpu.median(name + ", CPU")),
                    DurationStatistics.text(samples.median(name)),
                    samples.range(name));
        }
        table.print();
    }

    /** In random order, over ten years, in every state with a stored copy. */
    private static List<BackupRecord> backups(int count) {
        Random random = new Random(7);
        List<BackupState> states = List.of(
                BackupState.VERIFIED,
                BackupState.VERIFIED,
                BackupState.VERIFIED,
                BackupState.COMPLETED,
                BackupState.SUSPECTED,
                BackupState.CONDEMNED);
        List<BackupRecord> backups = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant taken = NOW.minus(Duration.ofSeconds(random.nextLong(315_360_000)));
            backups.add(backup(i, taken, states.get(random.nextInt(states.size())), random));
        }
        return backups;
    }

    private static BackupRecord backup(int number, Instant taken, BackupState state, Random random) {
        BackupId id = new BackupId(new UUID(random.nextLong(), random.nextLong()));
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        BackupCopyRecord copy =
                new BackupCopyRecord("local", "app_full_" + number + ".dump", null, 1_000_000, Sha256.of(digest));
        return new BackupRecord(
                id,
                DATABASE,
                random.nextInt(7) == 0 ? BackupKind.SCHEMA_ONLY : BackupKind.FULL,
                state,
                taken,
                new BackupRunDetails(null, null, null, copy.key(), taken, taken, null),
                new BackupVerificationState(
                        VerificationLevel.L2,
                        taken,
                        state == BackupState.CONDEMNED ? taken : null,
                        List.of(),
                        null,
                        null),
                List.of(StoredCopy.present(copy)),
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
