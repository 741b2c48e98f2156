package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.PostgresTextEncoding;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a statement that sets the position of a sequence: {@code SELECT pg_catalog.setval('schema.sequence', 42, true);}. */
final class SetvalStatementParser {

    static final String BEGINNING = "SELECT pg_catalog.setval(";

    private static final Pattern FORM = Pattern.compile(
            Pattern.quote(BEGINNING) + "'((?:[^']|'')*)', (-?\\d{1,19}), (true|false)\\);", Pattern.DOTALL);

    private SetvalStatementParser() {}

    /**
     * Empty if the statement does not have this form.
     *
     * @param areBackslashesDoubled whether backslashes are doubled in literals, as without {@code standard_conforming_strings}
     */
    static Optional<SequenceValue> parse(
            StatementBuffer statement, PostgresTextEncoding encoding, boolean areBackslashesDoubled) {
        Matcher matcher = FORM.matcher(encoding.decode(Arrays.copyOf(statement.bytes(), statement.length())));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String single = matcher.group(1).replace("''", "'");
        String name = areBackslashesDoubled ? single.replace("\\\\", "\\") : single;
        return table(name)
                .map(sequence -> new SequenceValue(
                        sequence,
                        Long.parseLong(matcher.group(2)),
                        matcher.group(3).equals("true")));
    }

    private static Optional<TableName> table(String name) {
        Optional<SqlIdentifierParser.Read> first = SqlIdentifierParser.at(name, 0);
        if (first.isPresent() && first.get().end() == name.length()) {
            return Optional.of(new TableName("", first.get().name()));
        }
        return first.filter(read -> name.charAt(read.end()) == '.')
                .flatMap(schema -> SqlIdentifierParser.at(name, schema.end() + 1)
                        .filter(read -> read.end() == name.length())
                        .map(read -> new TableName(schema.name(), read.name())));
    }
}
