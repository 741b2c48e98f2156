package io.holdfast.restoring;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.contents.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The entries of an archive for a sidecar: every definition, so that types, functions and defaults are there, and the rows of some
 * tables only. What would refer to rows of other tables stays away.
 */
final class WantedEntries {

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

    private WantedEntries() {}

    /** A file for {@code --use-list}; none where all is wanted. */
    static Optional<Path> written(StagedArchive archive, How how) throws IOException {
        if (how.tables().isEmpty()) {
            return Optional.empty();
        }
        Path file = Files.createTempFile(archive.file().getParent(), "wanted", ".list");
        Files.writeString(
                file,
                of(archive.list(), how.tables()).stream()
                        .map(entry -> entry.id() + ";\n")
                        .collect(Collectors.joining()));
        return Optional.of(file);
    }

    static List<Entry> of(TableOfContents list, List<TableName> tables) {
        // The list has no quotes: where a name has spaces, only schema and name together are certain.
        Set<String> wanted = tables.stream()
                .map(table -> table.schema() + " " + table.name())
                .collect(Collectors.toSet());
        return list.entries().stream()
                .filter(entry -> !UNWANTED.contains(entry.type()))
                .filter(entry -> !entry.type().equals("TABLE DATA")
                        || wanted.contains(entry.schema().orElse("") + " " + entry.name()))
                .toList();
    }
}
