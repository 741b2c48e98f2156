package io.holdfast.bench;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Level;
import io.holdfast.events.Sha256;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Making;
import io.holdfast.retention.expiring.Planner;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.State;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.Trust;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Planning retention over a million backups of one database: under 5 seconds, and linear. */
final class RetentionPlanning {

    private static final int REPETITIONS = 7;
    private static final List<Integer> SIZES = List.of(250_000, 500_000, 1_000_000);
    private static final DatabaseId DATABASE = new DatabaseId("app");
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final RetentionPolicy POLICY =
            new RetentionPolicy(DATABASE, Duration.ofDays(30), 3, Duration.ofDays(7));

    // The planner is one thread, so its CPU time is what it costs, also on a busy machine.
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private RetentionPlanning() {}

    static void run(List<String> arguments) throws Exception {
        List<Backup> all = backups(Collections.max(SIZES));
        Planner planner = new Planner();
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            planner.plan(all.subList(0, SIZES.getFirst()), POLICY, NOW);
        }
        Samples samples = new Samples();
        Samples cpu = new Samples();
        int expiring = 0;
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            for (int size : SIZES) {
                List<Backup> some = new ArrayList<>(all.subList(0, size));
                RetentionPlan[] plan = new RetentionPlan[1];
                long begin = THREAD.getCurrentThreadCpuTime();
                samples.time(size + " backups", () -> plan[0] = planner.plan(some, POLICY, NOW));
                cpu.add(size + " backups, CPU", Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - begin));
                expiring = plan[0].expiring().size();
            }
        }
        print(samples, cpu);
        System.out.println("Of the largest plan " + expiring + " backups would expire.");
    }

    private static void print(Samples samples, Samples cpu) {
        String first = SIZES.getFirst() + " backups";
        Table table = new Table("backups", "size, ratio", "time, ratio", "CPU, ratio", "CPU s", "median s", "range s");
        for (int size : SIZES) {
            String name = size + " backups";
            table.row(
                    size,
                    Samples.text((double) size / SIZES.getFirst()),
                    Samples.text(samples.ratio(name, first)),
                    Samples.text(cpu.ratio(name + ", CPU", first + ", CPU")),
                    Samples.text(cpu.median(name + ", CPU")),
                    Samples.text(samples.median(name)),
                    samples.range(name));
        }
        table.print();
    }

    /** In no order, over ten years, of every state that stores something. */
    private static List<Backup> backups(int count) {
        Random random = new Random(7);
        List<State> states = List.of(
                State.VERIFIED, State.VERIFIED, State.VERIFIED, State.COMPLETED, State.SUSPECTED, State.CONDEMNED);
        List<Backup> backups = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant taken = NOW.minus(Duration.ofSeconds(random.nextLong(315_360_000)));
            backups.add(backup(i, taken, states.get(random.nextInt(states.size())), random));
        }
        return backups;
    }

    private static Backup backup(int number, Instant taken, State state, Random random) {
        BackupId id = new BackupId(new UUID(random.nextLong(), random.nextLong()));
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        Copy copy = new Copy("local", "app_full_" + number + ".dump", null, 1_000_000, Sha256.of(digest));
        return new Backup(
                id,
                DATABASE,
                random.nextInt(7) == 0 ? Kind.SCHEMA_ONLY : Kind.FULL,
                state,
                taken,
                new Making(null, null, null, copy.key(), taken, taken, null),
                new Trust(Level.L2, taken, state == State.CONDEMNED ? taken : null, List.of(), null, null),
                List.of(StoredCopy.present(copy)),
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
