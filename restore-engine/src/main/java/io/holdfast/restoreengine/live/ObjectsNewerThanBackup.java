package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.postgrestools.TextEncoding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Objects of a live database that its backup has not, or has otherwise, and that depend on objects which a restore in place drops. The server
 * refuses to drop those; parts of a table, such as its partitions, it drops with their table.
 */
final class ObjectsNewerThanBackup {

    private static final int SHOWN = 10;

    /** Entries of what has no statement that drops it, or of what is said about another one. */
    private static final Set<String> NOT_DROPPED = Set.of(
            "ACL",
            "BLOB",
            "BLOB METADATA",
            "BLOBS",
            "COMMENT",
            "DEFAULT ACL",
            "INDEX ATTACH",
            "MATERIALIZED VIEW DATA",
            "ROW SECURITY",
            "SECURITY LABEL",
            "SEQUENCE OWNED BY",
            "SEQUENCE SET",
            "STATISTICS DATA",
            "TABLE ATTACH",
            "TABLE DATA");

    /**
     * What was found.
     *
     * @param obstacle what keeps the restore from dropping what it replaces
     * @param notes what is dropped although the backup has it not
     */
    record Found(Optional<Finding> obstacle, List<Finding> notes) {

        Found {
            notes = List.copyOf(notes);
        }
    }

    /** @param of on which it depends */
    private record Dependent(String name, String of) {}

    private record Part(boolean partition, String name) {}

    private final Connection session;
    private final TextEncoding encoding;
    private final List<Entry> dropped;
    private final TextEncoding written;

    private ObjectsNewerThanBackup(Connection session, TextEncoding ofDatabase, TableOfContents list) {
        this.session = session;
        this.encoding = ofDatabase.isBytes() ? ofDatabase : TextEncoding.UTF8;
        this.written = ofDatabase.isBytes() && !list.encoding().isBytes() ? list.encoding() : encoding;
        this.dropped = list.entries().stream()
                .filter(ObjectsNewerThanBackup::isDropped)
                .filter(entry -> exists(entry, ofDatabase))
                .toList();
    }

    /** @param list of the archive that is to be restored */
    static Found of(Connection session, TableOfContents list) throws SQLException {
        try (PreparedStatement query = session.prepareStatement("select getdatabaseencoding()")) {
            TextEncoding ofDatabase = ReadTableFacts.rows(query, row -> TextEncoding.of(row.getString(1)))
                    .getFirst();
            return new ObjectsNewerThanBackup(session, ofDatabase, list).find();
        }
    }

    private Found find() throws SQLException {
        List<Dependent> dependents = rows(
                DependencyQuery.dependents(encoding),
                row -> new Dependent(decoded(row, "dependent"), decoded(row, "of")));
        List<Part> parts = rows(
                DependencyQuery.parts(encoding), row -> new Part(row.getBoolean("partition"), decoded(row, "shown")));
        return new Found(obstacle(dependents), notes(parts));
    }

    /** The schema {@code public} is in every database, and pg_restore leaves it there. */
    private static boolean isDropped(Entry entry) {
        return !NOT_DROPPED.contains(entry.type())
                && !(entry.type().equals("SCHEMA") && entry.name().equals("public"));
    }

    /** A name that the database cannot write is of no object there. */
    private static boolean exists(Entry entry, TextEncoding ofDatabase) {
        return ofDatabase.isBytes()
                || ofDatabase.charset().newEncoder().canEncode(entry.schema().orElse("") + entry.name());
    }

    private String decoded(ResultSet row, String column) throws SQLException {
        return encoding.decode(row.getBytes(column));
    }

    private <T> List<T> rows(String sql, ReadTableFacts.Row<T> read) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(sql)) {
            setArray(query, 1, entry -> digits(entry.schema().orElse("")));
            setArray(query, 2, entry -> digits(entry.name()));
            setArray(query, 3, Entry::type);
            return ReadTableFacts.rows(query, read);
        }
    }

    private String digits(String name) {
        return HexFormat.of().formatHex(written.encode(name));
    }

    private void setArray(PreparedStatement query, int place, Function<Entry, String> of) throws SQLException {
        query.setArray(
                place, session.createArrayOf("text", dropped.stream().map(of).toArray()));
    }

    private static Optional<Finding> obstacle(List<Dependent> dependents) {
        return dependents.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "newer_dependents",
                        joined(dependents.stream().map(Dependent::name).toList())
                                + " came after the backup, or were changed after it, and depend on what it would replace"
                                + " ("
                                + joined(dependents.stream().map(Dependent::of).toList())
                                + "), which cannot be dropped therefore: restore with --swap, or drop them first"));
    }

    private static List<Finding> notes(List<Part> parts) {
        List<Finding> notes = new ArrayList<>();
        note(parts, true)
                .map(names -> new Finding(
                        "newer_partitions", names + " came after the backup, and are dropped with their tables"))
                .ifPresent(notes::add);
        note(parts, false)
                .map(names -> new Finding(
                        "newer_parts",
                        names + " came after the backup; they are dropped with their tables and not made again"))
                .ifPresent(notes::add);
        return notes;
    }

    private static Optional<String> note(List<Part> parts, boolean partitions) {
        List<String> names = parts.stream()
                .filter(part -> part.partition() == partitions)
                .map(Part::name)
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(joined(names));
    }

    private static String joined(List<String> names) {
        List<String> distinct = names.stream().distinct().toList();
        return distinct.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (distinct.size() > SHOWN ? " and " + (distinct.size() - SHOWN) + " more" : "");
    }
}
