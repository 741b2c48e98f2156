package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a restore may take, by those before it. */
final class DurationEstimate {

    private static final int LOOKED_AT = 5;

    private DurationEstimate() {}

    static List<Finding> duration(List<CompletedRestore> history, boolean vectors) {
        List<CompletedRestore> last = history.stream().limit(LOOKED_AT).toList();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "duration",
                last.isEmpty()
                        ? "how long it takes is not known: no restore or drill of this database was completed yet"
                        : "about " + NumberText.time(longest(last)) + ", as the longest of the last " + last.size()
                                + " restores and drills: restoring "
                                + NumberText.time(longest(last, "restoring"))
                                + " with its indexes, comparing " + NumberText.time(longest(last, "comparing"))));
        if (vectors) {
            findings.add(new Finding(
                    "vector_indexes",
                    "the backup has pgvector's types, and HNSW or IVFFlat indexes take most of a restore to build: on the"
                            + " target raise maintenance_work_mem until an index fits (2GB and more for millions of rows),"
                            + " max_parallel_maintenance_workers to the number of cores, and give the restore several"
                            + " jobs"));
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
