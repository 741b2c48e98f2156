package io.holdfast.restoreengine.archive;

import io.holdfast.restoreengine.contents.SqlIdentifierParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the source database ({@code ALTER DATABASE … SET}). pg_dump writes them with {@code --create}. Imported archives,
 * and archives from before version 0.3, have none.
 *
 * @param values values by name; settings that are lists of names, such as {@code search_path}, are not read
 */
public record ArchivedDatabaseSettings(Map<String, String> values) {

    private static final String BEGINNING = "ALTER DATABASE ";
    private static final String SET = " SET ";
    private static final String TO = " TO ";

    /**
     * Settings on which the values of expressions depend. Other settings may make a restore fail, such as {@code
     * default_transaction_read_only}, or change rows, such as {@code array_nulls}.
     */
    private static final Set<String> OF_EXPRESSIONS = Set.of(
            "bytea_output",
            "datestyle",
            "default_text_search_config",
            "extra_float_digits",
            "intervalstyle",
            "lc_monetary",
            "lc_numeric",
            "lc_time",
            "timezone",
            "timezone_abbreviations",
            "transform_null_equals",
            "xmlbinary",
            "xmloption");

    public ArchivedDatabaseSettings {
        values = Map.copyOf(values);
    }

    /** Empty also if pg_restore cannot print the settings. */
    public static ArchivedDatabaseSettings of(StagedArchive archive) throws IOException, InterruptedException {
        Map<String, String> values = new LinkedHashMap<>();
        ArchiveEntrySqlReader.ofDatabase(archive).values().forEach(definition -> read(definition, values));
        return new ArchivedDatabaseSettings(values);
    }

    /**
     * Settings that checks, generated columns and indexes may read: PostgreSQL's own of this kind, and all that applications
     * define.
     */
    public ArchivedDatabaseSettings ofExpressions() {
        Map<String, String> some = new LinkedHashMap<>(values);
        some.keySet()
                .removeIf(name -> !OF_EXPRESSIONS.contains(name.toLowerCase(Locale.ROOT)) && name.indexOf('.') < 0);
        return new ArchivedDatabaseSettings(some);
    }

    static void read(String definition, Map<String, String> values) {
        int position = definition.indexOf(BEGINNING);
        while (position >= 0) {
            int end = setting(definition, position + BEGINNING.length(), values);
            position = definition.indexOf(BEGINNING, end);
        }
    }

    /** @return the position after the statement, or the next position to search if this is another statement */
    private static int setting(String text, int from, Map<String, String> values) {
        Optional<SqlIdentifierParser.Read> database = SqlIdentifierParser.at(text, from);
        if (database.isEmpty() || !text.startsWith(SET, database.get().end())) {
            return from;
        }
        Optional<SqlIdentifierParser.Read> name =
                SqlIdentifierParser.at(text, database.get().end() + SET.length());
        if (name.isEmpty() || !text.startsWith(TO, name.get().end())) {
            return from;
        }
        int value = name.get().end() + TO.length();
        Optional<Literal> literal = Literal.at(text, value);
        literal.filter(known -> text.startsWith(";", known.end()))
                .ifPresent(known -> values.put(name.get().name(), known.value()));
        return literal.map(Literal::end).orElse(value);
    }

    /** A string constant as pg_dump writes it: quotes are doubled, and after {@code E} also backslashes. */
    private record Literal(String value, int end) {

        static Optional<Literal> at(String text, int from) {
            int start = from;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            boolean escaping = text.startsWith("E'", start);
            if (!escaping && !text.startsWith("'", start)) {
                return Optional.empty();
            }
            StringBuilder value = new StringBuilder();
            for (int i = start + (escaping ? 2 : 1); i < text.length(); i++) {
                char c = text.charAt(i);
                boolean isDoubled = i + 1 < text.length() && text.charAt(i + 1) == c;
                if (c == '\'' && !isDoubled) {
                    return Optional.of(new Literal(value.toString(), i + 1));
                }
                if (isDoubled && (c == '\'' || escaping && c == '\\')) {
                    i++;
                }
                value.append(c);
            }
            return Optional.empty();
        }
    }
}
