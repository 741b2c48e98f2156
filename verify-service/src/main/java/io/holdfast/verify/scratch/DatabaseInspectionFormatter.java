package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.DatabaseInspectionResult;

/** Describes the objects of a restored database for the detailed report of a drill. */
final class DatabaseInspectionFormatter {

    private DatabaseInspectionFormatter() {}

    /** Appends the objects by name. */
    static void describe(StringBuilder page, DatabaseInspectionResult inspection) {
        page.append("indexes:\n");
        inspection
                .indexes()
                .forEach(index -> page.append("  %s.%s on %s: %s%s%n"
                        .formatted(
                                index.schema(),
                                index.name(),
                                index.table(),
                                index.method(),
                                index.valid() ? "" : ", NOT VALID")));
        page.append("constraints:\n");
        inspection
                .constraints()
                .forEach(constraint -> page.append("  %s.%s.%s%s%n"
                        .formatted(
                                constraint.schema(),
                                constraint.table(),
                                constraint.name(),
                                constraint.valid() ? "" : ", not validated")));
        page.append("vectors:\n");
        inspection
                .vectorColumns()
                .forEach(column -> page.append(
                        "  %s.%s.%s: %s%n".formatted(column.schema(), column.table(), column.column(), column.type())));
        page.append("extensions: ").append(inspection.extensions()).append('\n');
    }
}
