package io.holdfast.retention.expiring;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures planning for growing numbers of backups and prints a table. The time is linear if the last column is
 * constant.
 */
public final class PlanMillions {

    private PlanMillions() {}

    public static void main(String[] args) {
        System.out.println("| backups | CPU seconds | microseconds for each |");
        System.out.println("|---|---|---|");
        List<BackupRecord> backups = new ArrayList<>();
        for (int size : List.of(125_000, 125_000, 250_000, 500_000, 1_000_000)) {
            while (backups.size() < size) {
                backups.add(ExampleBackups.verified(backups.size(), Duration.ofMinutes(backups.size())));
            }
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            RetentionPlan plan = new RetentionPlanner().plan(backups, ExampleBackups.POLICY, ExampleBackups.NOW);
            int expiring = plan.expiring().size();
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf("| %d (%d go) | %.2f | %.2f |%n", size, expiring, seconds, seconds * 1e6 / size);
        }
    }
}
