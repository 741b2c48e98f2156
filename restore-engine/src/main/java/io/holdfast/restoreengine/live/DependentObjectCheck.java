package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.PostgresTextEncoding;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
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
 * Finds objects of a live database that depend on objects which an in-place restore drops, and that its backup lacks or has in
 * another form. The server refuses to drop an object if another one depends on it. Parts of a table, such as its partitions,
 * are dropped with the table.
 */
final class DependentObjectCheck {

    private static final int SHOWN = 10;

    /** Types of entries that have no DROP statement, or that describe another entry. */
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
     * The result of the check.
     *
     * @param obstacle objects that prevent the restore from dropping what it replaces
     * @param notes objects that are dropped although the backup lacks them
     */
    record Found(Optional<Finding> obstacle, List<Finding> notes) {

        Found {
            notes = List.copyOf(notes);
        }
    }

    /** @param of object that it depends on */
    private record Dependent(String name, String of) {}

    private record Part(boolean partition, String name) {}

    private final Connection session;
    private final PostgresTextEncoding encoding;
    private final List<Entry> dropped;
    private final PostgresTextEncoding written;

    private DependentObjectCheck(Connection session, PostgresTextEncoding ofDatabase, TableOfContents list) {
        this.session = session;
        this.encoding = ofDatabase.isBytes() ? ofDatabase : PostgresTextEncoding.UTF8;
        this.written = ofDatabase.isBytes() && !list.encoding().isBytes() ? list.encoding() : encoding;
        this.dropped = list.entries().stream()
                .filter(DependentObjectCheck::isDropped)
                .filter(entry -> exists(entry, ofDatabase))
                .toList();
    }

    /** @param list table of contents of the archive to restore */
    static Found of(Connection session, TableOfContents list) throws SQLException {
        try (PreparedStatement query = session.prepareStatement("select getdatabaseencoding()")) {
            PostgresTextEncoding ofDatabase = ReadTableCatalogInfo.rows(
                            query, row -> PostgresTextEncoding.of(row.getString(1)))
                    .getFirst();
            return new DependentObjectCheck(session, ofDatabase, list).find();
        }
    }

    private Found find() throws SQLException {
        List<Dependent> dependents = rows(
                DependentObjectQuery.dependents(encoding),
                row -> new Dependent(decoded(row, "dependent"), decoded(row, "of")));
        List<Part> parts = rows(
                DependentObjectQuery.parts(encoding),
                row -> new Part(row.getBoolean("partition"), decoded(row, "shown")));
        return new Found(obstacle(dependents), notes(parts));
    }

    /** Every database has the schema {@code public}, and pg_restore does not drop it. */
    private static boolean isDropped(Entry entry) {
        return !NOT_DROPPED.contains(entry.type())
                && !(entry.type().equals("SCHEMA") && entry.name().equals("public"));
    }

    /** If the encoding of the database cannot represent a name, no object there has this name. */
    private static boolean exists(Entry entry, PostgresTextEncoding ofDatabase) {
        return ofDatabase.isBytes()
                || ofDatabase.charset().newEncoder().canEncode(entry.schema().orElse("") + entry.name());
    }

    private String decoded(ResultSet row, String column) throws SQLException {
        return encoding.decode(row.getBytes(column));
    }

    private <T> List<T> rows(String sql, ReadTableCatalogInfo.Row<T> read) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(sql)) {
            setArray(query, 1, entry -> digits(entry.schema().orElse("")));
            setArray(query, 2, entry -> digits(entry.name()));
            setArray(query, 3, Entry::type);
            return ReadTableCatalogInfo.rows(query, read);
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
                                + " were created or changed after the backup and depend on objects that the restore"
                                + " drops ("
                                + joined(dependents.stream().map(Dependent::of).toList())
                                + "), so these cannot be dropped. hint: restore with --swap, or drop the newer"
                                + " objects first"));
    }

    private static List<Finding> notes(List<Part> parts) {
        List<Finding> notes = new ArrayList<>();
        note(parts, true)
                .map(names -> new Finding(
                        "newer_partitions", names + " were created after the backup and are dropped with their tables"))
                .ifPresent(notes::add);
        note(parts, false)
                .map(names -> new Finding(
                        "newer_parts",
                        names + " were created after the backup; they are dropped with their tables and not created"
                                + " again"))
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
