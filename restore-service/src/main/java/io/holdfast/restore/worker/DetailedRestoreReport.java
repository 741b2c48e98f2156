package io.holdfast.restore.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.events.Finding;
import io.holdfast.events.codec.Json;
import io.holdfast.restoreengine.DatabaseInspectionResult;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The detailed report of a restore with object names, for operators. */
record DetailedRestoreReport(
        List<String> equalTables,
        List<String> countedTables,
        List<Finding> differences,
        List<DatabaseInspectionResult.Constraint> constraints,
        List<DatabaseInspectionResult.Index> indexes,
        List<DatabaseInspectionResult.VectorColumn> vectorColumns,
        List<String> extensions,
        @Nullable String schemaVersion,
        List<Finding> missing) {

    static String of(ArchiveComparisonResult comparison, DatabaseInspectionResult inspection) {
        try {
            return Json.mapper()
                    .writeValueAsString(new DetailedRestoreReport(
                            named(comparison.equal()),
                            named(comparison.counted()),
                            comparison.different(),
                            inspection.constraints(),
                            inspection.indexes(),
                            inspection.vectorColumns(),
                            inspection.extensions().stream()
                                    .map(DatabaseInspectionResult.Extension::toString)
                                    .toList(),
                            inspection.schemaVersion().orElse(null),
                            inspection.missing()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot serialize the report", e);
        }
    }

    private static List<String> named(List<TableName> tables) {
        return tables.stream().map(TableName::toString).toList();
    }
}
