package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restoreengine.contents.IdentifierReader;
import io.holdfast.restoreengine.contents.TableName;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tables of an archive are partitions of which. Of a partitioned table, an archive has rows under the names of its partitions; pg_dump
 * 14 and newer write each of them down as an entry of its own, {@code TABLE ATTACH}.
 *
 * @param parents the table above, by partition
 */
public record ArchivePartitions(Map<TableName, TableName> parents) {

    public static final ArchivePartitions NONE = new ArchivePartitions(Map.of());

    private static final String ATTACH = "TABLE ATTACH";
    private static final String BEGINNING = "ALTER TABLE ONLY ";
    private static final String MIDDLE = " ATTACH PARTITION ";

    public ArchivePartitions {
        parents = Map.copyOf(parents);
    }

    /** @throws IOException when pg_restore cannot be started at all */
    public static ArchivePartitions of(StagedArchive archive) throws IOException, InterruptedException {
        return read(EntryDefinitions.of(archive, entries(archive.list())).values());
    }

    /** Ids of the entries that say so. */
    static List<Integer> entries(TableOfContents list) {
        return list.ofType(ATTACH).stream().map(TableOfContents.Entry::id).toList();
    }

    /** @param definitions of such entries */
    static ArchivePartitions read(Collection<String> definitions) {
        Map<TableName, TableName> parents = new HashMap<>();
        for (String definition : definitions) {
            int at = definition.indexOf(BEGINNING);
            Optional<Named> parent = at < 0 ? Optional.empty() : named(definition, at + BEGINNING.length());
            parent.filter(above -> definition.startsWith(MIDDLE, above.end()))
                    .flatMap(above -> named(definition, above.end() + MIDDLE.length()))
                    .ifPresent(partition ->
                            parents.put(partition.table(), parent.orElseThrow().table()));
        }
        return new ArchivePartitions(parents);
    }

    private record Named(TableName table, int end) {}

    private static Optional<Named> named(String text, int position) {
        return IdentifierReader.at(text, position)
                .filter(schema -> text.startsWith(".", schema.end()))
                .flatMap(schema -> IdentifierReader.at(text, schema.end() + 1)
                        .map(name -> new Named(new TableName(schema.name(), name.name()), name.end())));
    }

    /** Those of {@code tables} that are this table, or partitions below it at any depth; in the given order. */
    public List<TableName> within(TableName table, Collection<TableName> tables) {
        return tables.stream().filter(one -> isWithin(one, table)).toList();
    }

    /** Tables of {@code names} that do not lie below another of them. */
    public List<TableName> outermost(Collection<TableName> names) {
        return names.stream()
                .distinct()
                .filter(name -> names.stream().noneMatch(other -> !other.equals(name) && isWithin(name, other)))
                .toList();
    }

    private boolean isWithin(TableName table, TableName above) {
        TableName one = table;
        // An archive that says a partition is its own parent ends here too.
        for (int depth = 0; one != null && depth <= parents.size(); depth++) {
            if (one.equals(above)) {
                return true;
            }
            one = parents.get(one);
        }
        return false;
    }
}
