package io.holdfast.postgrestools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the output of {@code pg_restore --list}. Its fields are not quoted. If a line has more blanks than fields, it is ambiguous: the
 * owner is then unknown, and the name may be wrong.
 */
final class PgRestoreListingParser {

    private static final Pattern HEADER = Pattern.compile("^;\\s+([A-Za-z][A-Za-z _]*): (.*)$");
    private static final Pattern ENTRY = Pattern.compile("^(\\d+); \\d+ \\d+ (.+)$");

    // Types that consist of several words, longest first. Source: the ArchiveEntry calls in pg_dump.c, PostgreSQL 15 to
    // 18.
    private static final List<String> TYPES = List.of(
            "PUBLICATION TABLES IN SCHEMA",
            "TEXT SEARCH CONFIGURATION",
            "TEXT SEARCH DICTIONARY",
            "MATERIALIZED VIEW DATA",
            "TEXT SEARCH TEMPLATE",
            "FOREIGN DATA WRAPPER",
            "PROCEDURAL LANGUAGE",
            "DATABASE PROPERTIES",
            "SUBSCRIPTION TABLE",
            "TEXT SEARCH PARSER",
            "PUBLICATION TABLE",
            "SEQUENCE OWNED BY",
            "MATERIALIZED VIEW",
            "CHECK CONSTRAINT",
            "OPERATOR FAMILY",
            "STATISTICS DATA",
            "OPERATOR CLASS",
            "SECURITY LABEL",
            "ACCESS METHOD",
            "BLOB METADATA",
            "EVENT TRIGGER",
            "FK CONSTRAINT",
            "FOREIGN TABLE",
            "INDEX ATTACH",
            "ROW SECURITY",
            "SEQUENCE SET",
            "TABLE ATTACH",
            "USER MAPPING",
            "DEFAULT ACL",
            "SHELL TYPE",
            "TABLE DATA");

    /** Bytes that are not UTF-8. The listing does not contain the original bytes. */
    private static final Pattern UNDECODED = Pattern.compile("\\\\x[0-9A-F]{2}");

    private PgRestoreListingParser() {}

    static TableOfContents read(Stream<String> lines) {
        Map<String, String> header = new HashMap<>();
        List<TableOfContents.Entry> entries = new ArrayList<>();
        lines.forEach(line -> {
            Matcher found = HEADER.matcher(line);
            if (found.matches()) {
                header.putIfAbsent(found.group(1), found.group(2));
            } else {
                entry(line).ifPresent(entries::add);
            }
        });
        TocEntryTableResolver tables = new TocEntryTableResolver(entries);
        return new TableOfContents(
                Optional.ofNullable(header.get("dbname")),
                Integer.parseInt(required(header, "TOC Entries")),
                required(header, "Compression"),
                required(header, "Format"),
                required(header, "Dump Version"),
                Optional.ofNullable(header.get("Dumped from database version")).flatMap(PgVersion::parse),
                Optional.ofNullable(header.get("Dumped by pg_dump version")).flatMap(PgVersion::parse),
                PostgresTextEncoding.SQL_ASCII,
                TableOfContents.Source.LISTING,
                List.of(),
                entries.stream().map(entry -> entry.of(tables.byName(entry))).toList(),
                TableOfContents.Needed.UNKNOWN);
    }

    private static Optional<TableOfContents.Entry> entry(String line) {
        Matcher matcher = ENTRY.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String text = matcher.group(2);
        String type = TYPES.stream()
                .filter(known -> text.startsWith(known + " "))
                .findFirst()
                .orElseGet(() -> upTo(text, text.indexOf(' ')));
        String rest = from(text, type.length() + 1);
        int firstSpace = rest.indexOf(' ');
        String schema = upTo(rest, firstSpace);
        String nameAndOwner = firstSpace < 0 ? "" : rest.substring(firstSpace + 1);
        int lastSpace = nameAndOwner.lastIndexOf(' ');
        boolean isCertain = nameAndOwner.chars().filter(c -> c == ' ').count()
                        == (TocEntryTableResolver.PARTS.contains(type) ? 2 : 1)
                && !UNDECODED.matcher(rest).find();
        return Optional.of(new TableOfContents.Entry(
                Integer.parseInt(matcher.group(1)),
                type,
                schema.equals("-") ? Optional.empty() : Optional.of(schema),
                upTo(nameAndOwner, lastSpace),
                isCertain ? nameAndOwner.substring(lastSpace + 1) : ""));
    }

    private static String upTo(String text, int end) {
        return end < 0 ? text : text.substring(0, end);
    }

    private static String from(String text, int start) {
        return start >= text.length() ? "" : text.substring(start);
    }

    private static String required(Map<String, String> header, String name) {
        String value = header.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The text is not output of pg_restore --list: it has no line \"" + name + "\".");
        }
        return value;
    }
}
