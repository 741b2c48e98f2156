package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a restore may take, by those before it. */
final class Expected {

    private static final int LOOKED_AT = 5;

    private Expected() {}

    static List<Finding> duration(List<Past> history, boolean vectors) {
        List<Past> last = history.stream().limit(LOOKED_AT).toList();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "duration",
                last.isEmpty()
                        ? "how long it takes is not known: no restore or drill of this database was completed yet"
                        : "about " + Spoken.time(longest(last)) + ", as the longest of the last " + last.size()
                                + " restores and drills: restoring "
                                + Spoken.time(longest(last, "restoring"))
                                + " with its indexes, comparing " + Spoken.time(longest(last, "comparing"))));
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

    private static Duration longest(List<Past> last) {
        return last.stream().map(Past::took).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Duration longest(List<Past> last, String phase) {
        return last.stream()
                .map(past -> past.of(phase))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
