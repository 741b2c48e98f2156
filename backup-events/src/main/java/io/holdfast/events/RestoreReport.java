package io.holdfast.events;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The restored contents in numbers (runbook, "Post-restore verification"). The names are only available from the service, for operators.
 *
 * @param tables number of tables whose rows were compared with the artifact's
 * @param rows number of rows in all of them
 * @param constraints number of valid constraints
 * @param indexes number of valid indexes
 * @param vectorIndexes how many of these are HNSW or IVFFlat
 * @param sequences number of sequences
 * @param largeObjects number of large objects
 * @param schemaVersion newest migration that the application has recorded, if one was found
 * @param extensions name and version of each, such as {@code vector 0.8.0}
 * @param phases in their order
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
     * The duration of one step.
     *
     * @param name such as {@code staging}, {@code checking}, {@code restoring}, {@code comparing}
     */
    public record Phase(String name, Duration took) {}
}
