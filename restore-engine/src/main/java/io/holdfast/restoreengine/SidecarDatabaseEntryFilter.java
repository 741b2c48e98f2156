package io.holdfast.restoreengine;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Set;

/**
 * Selects the archive entries for a sidecar database: all definitions, so that types, functions and defaults exist, and the
 * rows of some tables. It leaves out entries that would refer to rows of other tables.
 */
final class SidecarDatabaseEntryFilter {

    private static final Set<String> UNWANTED = Set.of(
            "FK CONSTRAINT",
            "MATERIALIZED VIEW DATA",
            "BLOB",
            "BLOBS",
            "BLOB METADATA",
            "EVENT TRIGGER",
            "PUBLICATION",
            "PUBLICATION TABLE",
            "PUBLICATION TABLES IN SCHEMA",
            "SUBSCRIPTION",
            "SUBSCRIPTION TABLE");

    private SidecarDatabaseEntryFilter() {}

    /** The entries in the order of the archive. */
    static List<Entry> of(StagedArchive archive, RestoreOptions options) {
        return options.tables().isEmpty()
                ? archive.list().entries().stream()
                        .filter(entry -> !options.without().contains(entry.id()))
                        .toList()
                : of(archive.list(), options.tables());
    }

    static List<Entry> of(TableOfContents list, List<TableName> tables) {
        Set<TableName> wanted = Set.copyOf(tables);
        return list.entries().stream()
                .filter(entry -> !UNWANTED.contains(entry.type()))
                .filter(entry -> !entry.type().equals("TABLE DATA")
                        || wanted.contains(new TableName(entry.schema().orElse(""), entry.name())))
                .toList();
    }
}
