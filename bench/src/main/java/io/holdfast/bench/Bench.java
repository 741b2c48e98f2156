package io.holdfast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code bench/run NAME}: one program for each promise about speed and size. */
final class Bench {

    /** A measurement; it prints its table itself. */
    interface Measurement {
        void run(List<String> arguments) throws Exception;
    }

    private static final Map<String, Measurement> ALL = new TreeMap<>(Map.of(
            "bucket-scan", BucketScan::run,
            "fleet", Fleet::run,
            "flush", FlushCost::run,
            "full-backup", FullBackup::run,
            "large-dump", LargeDump::run,
            "local-stack", StackFootprint::run,
            "retention-planning", RetentionPlanning::run,
            "restoring", Restoring::run,
            "several-destinations", SeveralDestinations::run,
            "thousand-requests", ThousandRequests::run));

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Measurement chosen = arguments.length == 0 ? null : ALL.get(arguments[0]);
        if (chosen == null) {
            System.err.println("bench/run NAME, where NAME is one of " + String.join(", ", ALL.keySet()));
            System.exit(2);
            return;
        }
        chosen.run(Arrays.asList(arguments).subList(1, arguments.length));
        System.exit(0);
    }
}
