package io.holdfast.events;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back, in numbers (runbook, "Post-restore verification"). Names stay in the service, behind the operator's role.
 *
 * @param tables whose rows were compared with the artifact's
 * @param rows in all of them
 * @param constraints that exist and are valid
 * @param indexes that exist and are valid
 * @param vectorIndexes how many of these are HNSW or IVFFlat
 * @param sequences that exist
 * @param largeObjects that exist
 * @param schemaVersion the newest migration that the application has recorded, where one was found
 * @param extensions each as name and version, such as {@code vector 0.8.0}
 * @param phases in the order in which they came
 */
public record RestoreReport(
        int tables,
        long rows,
        int constraints,
        int indexes,
        int vectorIndexes,
        int sequences,
        long largeObjects,
        @Nullable String schemaVersion,
        List<String> extensions,
        List<Phase> phases) {

    public RestoreReport {
        extensions = List.copyOf(extensions);
        phases = List.copyOf(phases);
    }

    /**
     * How long one step took.
     *
     * @param name such as {@code staging}, {@code checking}, {@code restoring}, {@code comparing}
     */
    public record Phase(String name, Duration took) {}
}
