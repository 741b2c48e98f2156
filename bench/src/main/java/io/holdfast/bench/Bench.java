package io.holdfast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a benchmark: {@code bench/run NAME}. There is one for each promise about speed or size. */
final class Bench {

    /** A benchmark. It prints its own result table. */
    interface Measurement {
        void run(List<String> arguments) throws Exception;
    }

    private static final Map<String, Measurement> ALL = new TreeMap<>(Map.of(
            "bucket-scan", BucketScanBenchmark::run,
            "fleet", ManyDatabasesBenchmark::run,
            "flush", FlushCostBenchmark::run,
            "full-backup", FullBackupBenchmark::run,
            "large-dump", LargeDumpBenchmark::run,
            "local-stack", StackFootprintBenchmark::run,
            "retention-planning", RetentionPlanningBenchmark::run,
            "restoring", RestoreBenchmark::run,
            "several-destinations", SeveralDestinationsBenchmark::run,
            "thousand-requests", RequestBurstBenchmark::run));

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Measurement chosen = arguments.length == 0 ? null : ALL.get(arguments[0]);
        if (chosen == null) {
            System.err.println("usage: bench/run NAME; NAME is one of " + String.join(", ", ALL.keySet()));
            System.exit(2);
            return;
        }
        chosen.run(Arrays.asList(arguments).subList(1, arguments.length));
        System.exit(0);
    }
}
