package io.holdfast.postgrestools;

import io.holdfast.postgrestools.TableOfContents.Entry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the table of a constraint, trigger, policy, rule or default. In an archive, the name of such an entry is the table's name, a blank
 * and the object's own name, and both names can contain blanks. The table is one of the entry's dependencies. If two of them match, as for
 * a foreign key from {@code a} to {@code "a b"}, the statement that drops the entry decides.
 */
final class TocEntryTableResolver {

    static final Set<String> PARTS =
            Set.of("CHECK CONSTRAINT", "CONSTRAINT", "DEFAULT", "FK CONSTRAINT", "POLICY", "RULE", "TRIGGER");

    private static final Set<String> TABLES = Set.of("FOREIGN TABLE", "MATERIALIZED VIEW", "TABLE", "VIEW");

    private record Table(String schema, String name) {}

    private final Map<Integer, Table> byId = new HashMap<>();
    private final Set<Table> all = new HashSet<>();

    TocEntryTableResolver(Collection<Entry> entries) {
        for (Entry entry : entries) {
            if (TABLES.contains(entry.type())) {
                Table table = new Table(entry.schema().orElse(""), entry.name());
                byId.put(entry.id(), table);
                all.add(table);
            }
        }
    }

    /** @param drop statement that drops the entry, if the archive has one */
    Optional<String> of(Entry entry, Optional<String> drop) {
        if (!PARTS.contains(entry.type())) {
            return Optional.empty();
        }
        List<String> fitting = entry.dependencies().stream()
                .map(byId::get)
                .filter(table -> table != null
                        && table.schema().equals(entry.schema().orElse(""))
                        && entry.name().startsWith(table.name() + " "))
                .map(Table::name)
                .distinct()
                .toList();
        return fitting.size() == 1
                ? Optional.of(fitting.getFirst())
                : fitting.stream()
                        .filter(table -> drop.filter(statement -> isOf(table, entry, statement))
                                .isPresent())
                        .findFirst();
    }

    /** The only table of the same schema whose name is a prefix of the entry's name; for entries without dependencies. */
    Optional<String> byName(Entry entry) {
        if (!PARTS.contains(entry.type())) {
            return Optional.empty();
        }
        Optional<String> found = Optional.empty();
        String name = entry.name();
        for (int blank = name.indexOf(' '); blank >= 0; blank = name.indexOf(' ', blank + 1)) {
            String table = name.substring(0, blank);
            if (all.contains(new Table(entry.schema().orElse(""), table))) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(table);
            }
        }
        return found;
    }

    /** The format of pg_dump: {@code ALTER TABLE ONLY s.t DROP CONSTRAINT c;}, {@code DROP TRIGGER c ON s.t;}. */
    private static boolean isOf(String table, Entry entry, String drop) {
        String statement = drop.strip();
        List<String> own = written(entry.name().substring(table.length() + 1));
        List<String> ends = statement.startsWith("DROP ")
                ? List.of(";")
                : own.stream()
                        .flatMap(name ->
                                Stream.of(" DROP CONSTRAINT " + name + ";", " ALTER COLUMN " + name + " DROP DEFAULT;"))
                        .toList();
        return written(table).stream()
                .anyMatch(name -> ends.stream().anyMatch(end -> statement.endsWith("." + name + end)));
    }

    /** The name without and with quotes. */
    private static List<String> written(String name) {
        return List.of(name, '"' + name.replace("\"", "\"\"") + '"');
    }
}
