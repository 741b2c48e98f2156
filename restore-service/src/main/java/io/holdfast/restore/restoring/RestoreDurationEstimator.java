package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Estimates the duration of a restore from earlier ones. */
final class RestoreDurationEstimator {

    private static final int LOOKED_AT = 5;

    private RestoreDurationEstimator() {}

    static List<Finding> duration(List<CompletedRestore> history, boolean vectors) {
        List<CompletedRestore> last = history.stream().limit(LOOKED_AT).toList();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "duration",
                last.isEmpty()
                        ? "the duration is not known: no restore or drill of this database has completed yet"
                        : "the restore takes about " + SizeAndTimeFormatter.time(longest(last))
                                + ", the longest of the last "
                                + last.size()
                                + " restores and drills: restoring "
                                + SizeAndTimeFormatter.time(longest(last, "restoring"))
                                + " including indexes, comparing "
                                + SizeAndTimeFormatter.time(longest(last, "comparing"))));
        if (vectors) {
            findings.add(new Finding(
                    "vector_indexes",
                    "the backup has pgvector types. Building HNSW or IVFFlat indexes takes most of the time. hint:"
                            + " on the target, increase maintenance_work_mem until an index fits (2GB or more for"
                            + " millions of rows) and max_parallel_maintenance_workers to the number of cores, and"
                            + " restore with several jobs"));
        }
        return findings;
    }

    private static Duration longest(List<CompletedRestore> last) {
        return last.stream()
                .map(CompletedRestore::took)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration longest(List<CompletedRestore> last, String phase) {
        return last.stream()
                .map(completedRestore -> completedRestore.of(phase))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
