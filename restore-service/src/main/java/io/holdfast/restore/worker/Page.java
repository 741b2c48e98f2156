package io.holdfast.restore.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.events.Finding;
import io.holdfast.events.codec.Json;
import io.holdfast.restoring.Inspection;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.contents.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report by name, for operators. */
record Page(
        List<String> equalTables,
        List<String> countedTables,
        List<Finding> differences,
        List<Inspection.Constraint> constraints,
        List<Inspection.Index> indexes,
        List<Inspection.VectorColumn> vectorColumns,
        List<String> extensions,
        @Nullable String schemaVersion,
        List<Finding> missing) {

    static String of(Comparison comparison, Inspection inspection) {
        try {
            return Json.mapper()
                    .writeValueAsString(new Page(
                            named(comparison.equal()),
                            named(comparison.counted()),
                            comparison.different(),
                            inspection.constraints(),
                            inspection.indexes(),
                            inspection.vectorColumns(),
                            inspection.extensions().stream()
                                    .map(Inspection.Extension::toString)
                                    .toList(),
                            inspection.schemaVersion().orElse(null),
                            inspection.missing()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written", e);
        }
    }

    private static List<String> named(List<TableName> tables) {
        return tables.stream().map(TableName::toString).toList();
    }
}
