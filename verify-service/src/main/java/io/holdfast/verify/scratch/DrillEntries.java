package io.holdfast.verify.scratch;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who brings back which entries of an archive in a drill: the drill's role all that is not named here.
 *
 * @param leftOut what would act or connect by itself, and is not brought back
 * @param extensions made by the administrator, by a statement of our own
 * @param servers made by the administrator, so that they lead nowhere
 * @param superuserOnly what PostgreSQL lets only a superuser create, whatever it is made of
 * @param without ids of all entries that the drill's role does not bring back
 */
record DrillEntries(
        List<Entry> leftOut,
        List<Entry> extensions,
        List<Entry> servers,
        List<Entry> superuserOnly,
        Set<Integer> without) {

    private static final Set<String> ACTING = Set.of(
            "EVENT TRIGGER",
            "PUBLICATION",
            "PUBLICATION TABLE",
            "PUBLICATION TABLES IN SCHEMA",
            "SUBSCRIPTION",
            "SUBSCRIPTION TABLE",
            "USER MAPPING");

    private static final Set<String> ADMINISTRATORS = Set.of("EXTENSION", "FOREIGN DATA WRAPPER", "SERVER");

    /** PostgreSQL's manual, "Notes" of each CREATE command. A shell type is the beginning of a base type. */
    private static final Set<String> SUPERUSERS = Set.of(
            "ACCESS METHOD",
            "OPERATOR CLASS",
            "OPERATOR FAMILY",
            "SHELL TYPE",
            "TEXT SEARCH PARSER",
            "TEXT SEARCH TEMPLATE");

    /** What is said about another entry, whose kind its own name begins with. */
    private static final Set<String> ABOUT = Set.of("COMMENT", "SECURITY LABEL", "ACL");

    private static final List<String> NOT_ITS_OWN =
            List.of("EVENT TRIGGER ", "PUBLICATION ", "SUBSCRIPTION ", "EXTENSION ", "FOREIGN DATA WRAPPER ");

    DrillEntries {
        leftOut = List.copyOf(leftOut);
        extensions = List.copyOf(extensions);
        servers = List.copyOf(servers);
        superuserOnly = List.copyOf(superuserOnly);
        without = Set.copyOf(without);
    }

    static DrillEntries of(TableOfContents list) {
        List<Entry> leftOut = list.entries().stream()
                .filter(entry -> ACTING.contains(entry.type()))
                .toList();
        Set<Integer> without = new HashSet<>();
        list.entries().stream()
                .filter(entry -> ACTING.contains(entry.type())
                        || ADMINISTRATORS.contains(entry.type())
                        || isAboutThose(entry)
                        || isPublic(entry))
                .forEach(entry -> without.add(entry.id()));
        return new DrillEntries(
                leftOut,
                list.ofType("EXTENSION"),
                list.ofType("SERVER"),
                list.entries().stream()
                        .filter(entry -> SUPERUSERS.contains(entry.type()))
                        .toList(),
                without);
    }

    private static boolean isAboutThose(Entry entry) {
        return ABOUT.contains(entry.type())
                && entry.schema().isEmpty()
                && NOT_ITS_OWN.stream().anyMatch(entry.name()::startsWith);
    }

    /** Every new database has it. */
    private static boolean isPublic(Entry entry) {
        return entry.type().equals("SCHEMA") && entry.name().equals("public");
    }

    /** Those of {@link #leftOut} for a person, each with its kind. */
    List<String> leftOutNames() {
        return leftOut.stream().map(Entry::label).distinct().toList();
    }
}
