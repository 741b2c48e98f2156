package io.holdfast.verify.scratch;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Divides the entries of an archive between the roles that restore them in a drill. The drill's role restores all entries that
 * are not listed here.
 *
 * @param leftOut entries that would act or connect on their own; they are not restored
 * @param extensions created by the administrator with Holdfast's own statements
 * @param servers created by the administrator without a usable connection
 * @param superuserOnly entries that PostgreSQL always restricts to superusers
 * @param without ids of all entries that the drill's role does not restore
 */
record DrillTocEntryClassifier(
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

    /** See "Notes" of each CREATE command in the PostgreSQL manual. A shell type is the first step of a base type. */
    private static final Set<String> SUPERUSERS = Set.of(
            "ACCESS METHOD",
            "OPERATOR CLASS",
            "OPERATOR FAMILY",
            "SHELL TYPE",
            "TEXT SEARCH PARSER",
            "TEXT SEARCH TEMPLATE");

    /** Entries that describe another entry. Their name starts with the type of that entry. */
    private static final Set<String> ABOUT = Set.of("COMMENT", "SECURITY LABEL", "ACL");

    private static final List<String> NOT_ITS_OWN =
            List.of("EVENT TRIGGER ", "PUBLICATION ", "SUBSCRIPTION ", "EXTENSION ", "FOREIGN DATA WRAPPER ");

    DrillTocEntryClassifier {
        leftOut = List.copyOf(leftOut);
        extensions = List.copyOf(extensions);
        servers = List.copyOf(servers);
        superuserOnly = List.copyOf(superuserOnly);
        without = Set.copyOf(without);
    }

    static DrillTocEntryClassifier of(TableOfContents list) {
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
        return new DrillTocEntryClassifier(
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

    /** Every new database has this schema. */
    private static boolean isPublic(Entry entry) {
        return entry.type().equals("SCHEMA") && entry.name().equals("public");
    }

    /** The entries of {@link #leftOut} with their types, for messages. */
    List<String> leftOutNames() {
        return leftOut.stream().map(Entry::label).distinct().toList();
    }
}
