package io.holdfast.restoreengine.archive;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restoreengine.contents.SqlIdentifierParser;
import io.holdfast.restoreengine.contents.TableName;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The partition hierarchy of the tables in an archive. An archive stores the rows of a partitioned table under the names of its
 * partitions. pg_dump 14 and newer write a {@code TABLE ATTACH} entry for each partition.
 *
 * @param parents parent table by partition
 */
public record ArchivedTablePartitions(Map<TableName, TableName> parents) {

    public static final ArchivedTablePartitions NONE = new ArchivedTablePartitions(Map.of());

    private static final String ATTACH = "TABLE ATTACH";
    private static final String BEGINNING = "ALTER TABLE ONLY ";
    private static final String MIDDLE = " ATTACH PARTITION ";

    public ArchivedTablePartitions {
        parents = Map.copyOf(parents);
    }

    /** @throws IOException if pg_restore cannot be started */
    public static ArchivedTablePartitions of(StagedArchive archive) throws IOException, InterruptedException {
        return read(ArchiveEntrySqlReader.of(archive, entries(archive.list())).values());
    }

    /** Ids of the {@code TABLE ATTACH} entries. */
    static List<Integer> entries(TableOfContents list) {
        return list.ofType(ATTACH).stream().map(TableOfContents.Entry::id).toList();
    }

    /** @param definitions SQL of {@code TABLE ATTACH} entries */
    static ArchivedTablePartitions read(Collection<String> definitions) {
        Map<TableName, TableName> parents = new HashMap<>();
        for (String definition : definitions) {
            int at = definition.indexOf(BEGINNING);
            Optional<Named> parent = at < 0 ? Optional.empty() : named(definition, at + BEGINNING.length());
            parent.filter(above -> definition.startsWith(MIDDLE, above.end()))
                    .flatMap(above -> named(definition, above.end() + MIDDLE.length()))
                    .ifPresent(partition ->
                            parents.put(partition.table(), parent.orElseThrow().table()));
        }
        return new ArchivedTablePartitions(parents);
    }

    private record Named(TableName table, int end) {}

    private static Optional<Named> named(String text, int position) {
        return SqlIdentifierParser.at(text, position)
                .filter(schema -> text.startsWith(".", schema.end()))
                .flatMap(schema -> SqlIdentifierParser.at(text, schema.end() + 1)
                        .map(name -> new Named(new TableName(schema.name(), name.name()), name.end())));
    }

    /** The given tables that are this table or partitions of it at any depth, in the given order. */
    public List<TableName> within(TableName table, Collection<TableName> tables) {
        return tables.stream().filter(one -> isWithin(one, table)).toList();
    }

    /** The given tables that are not partitions of another one. */
    public List<TableName> outermost(Collection<TableName> names) {
        return names.stream()
                .distinct()
                .filter(name -> names.stream().noneMatch(other -> !other.equals(name) && isWithin(name, other)))
                .toList();
    }

    private boolean isWithin(TableName table, TableName above) {
        TableName one = table;
        // This loop also ends if a damaged archive makes a partition its own parent.
        for (int depth = 0; one != null && depth <= parents.size(); depth++) {
            if (one.equals(above)) {
                return true;
            }
            one = parents.get(one);
        }
        return false;
    }
}
