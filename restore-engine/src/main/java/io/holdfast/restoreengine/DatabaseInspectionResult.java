package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.RestoreReport.Phase;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import java.util.List;
import java.util.Optional;

/**
 * The objects of a database after a restore, by name (runbook, "Post-restore verification").
 *
 * @param missing constraints and indexes of the archive that the database lacks, and invalid indexes
 */
public record DatabaseInspectionResult(
        List<Constraint> constraints,
        List<Index> indexes,
        List<VectorColumn> vectorColumns,
        int sequences,
        long largeObjects,
        Optional<String> schemaVersion,
        List<Extension> extensions,
        List<Finding> missing) {

    public DatabaseInspectionResult {
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
        vectorColumns = List.copyOf(vectorColumns);
        extensions = List.copyOf(extensions);
        missing = List.copyOf(missing);
    }

    /** @param valid false if it was added as NOT VALID and never validated */
    public record Constraint(String schema, String table, String name, boolean valid) {}

    /** @param method such as {@code btree}, {@code hnsw}, {@code ivfflat} */
    public record Index(String schema, String table, String name, String method, boolean valid) {

        public boolean isOfVectors() {
            return method.equals("hnsw") || method.equals("ivfflat");
        }
    }

    /** @param type type with its dimensions, such as {@code vector(1536)} */
    public record VectorColumn(String schema, String table, String column, String type) {}

    public record Extension(String name, String version) {

        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    /** The inspection without this extension, which was added only for the inspection. */
    public DatabaseInspectionResult withoutExtension(String name) {
        return new DatabaseInspectionResult(
                constraints,
                indexes,
                vectorColumns,
                sequences,
                largeObjects,
                schemaVersion,
                extensions.stream()
                        .filter(extension -> !extension.name().equals(name))
                        .toList(),
                missing);
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }

    /** A summary in numbers for an event. */
    public RestoreReport report(ArchiveComparisonResult comparison, List<Phase> phases) {
        return new RestoreReport(
                comparison.tables(),
                comparison.rows(),
                (int) constraints.stream().filter(Constraint::valid).count(),
                (int) indexes.stream().filter(Index::valid).count(),
                (int) indexes.stream().filter(Index::isOfVectors).count(),
                sequences,
                largeObjects,
                schemaVersion.orElse(null),
                extensions.stream().map(Extension::toString).toList(),
                phases);
    }
}
