package io.holdfast.restoreengine;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parses the structure of pg_restore's error output: where messages start, and whether the output is complete. The messages
 * come from the server in its language and are never interpreted. The program's own markers do not depend on the language,
 * because it runs with {@code LC_ALL=C}.
 *
 * @param isComplete whether pg_restore processed the whole archive; then the last line is a warning that ends with the number
 *     of errors
 * @param hasWarnings whether pg_restore printed its own warnings
 * @param words output for operators, without the statements and messages of entries whose options may contain passwords
 */
record PgRestoreErrorOutput(boolean isComplete, boolean hasWarnings, String words) {

    private static final Pattern ENTRY = Pattern.compile("from TOC entry (\\d{1,9});");
    private static final Pattern SUM = Pattern.compile("pg_restore: warning: .*: \\d+");
    private static final String WARNING = "pg_restore: warning:";

    /** Marks the omitted middle of a long output. The text after it may be the rest of any message. */
    private static final Pattern GAP = Pattern.compile("… \\d+ bytes left out …");

    private static final Set<String> WITH_OPTIONS =
            Set.of("USER MAPPING", "SERVER", "FOREIGN DATA WRAPPER", "FOREIGN TABLE", "SUBSCRIPTION");

    private static final String HIDDEN = "(not shown: the options may contain passwords)";

    static PgRestoreErrorOutput read(String output, TableOfContents list) {
        List<String> lines = output.lines().toList();
        String last = lines.reversed().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        return new PgRestoreErrorOutput(
                SUM.matcher(last).matches(),
                lines.stream().anyMatch(line -> line.startsWith(WARNING)),
                shown(lines, list));
    }

    /** The id of the entry that the errors after this line belong to. */
    static OptionalInt entryOf(String line) {
        Matcher entry = ENTRY.matcher(line);
        return entry.find() ? OptionalInt.of(Integer.parseInt(entry.group(1))) : OptionalInt.empty();
    }

    private static String shown(List<String> lines, TableOfContents list) {
        Set<Integer> withOptions = list.entries().stream()
                .filter(entry -> WITH_OPTIONS.contains(entry.type()))
                .map(Entry::id)
                .collect(Collectors.toSet());
        List<String> shown = new ArrayList<>();
        boolean isHidden = false;
        for (String line : lines) {
            OptionalInt entry = entryOf(line);
            boolean begins = entry.isPresent()
                    || GAP.matcher(line).matches()
                    || SUM.matcher(line).matches();
            if (begins) {
                isHidden = !withOptions.isEmpty()
                        && (entry.isPresent()
                                ? withOptions.contains(entry.getAsInt())
                                : GAP.matcher(line).matches());
                shown.add(line);
                if (isHidden) {
                    shown.add(HIDDEN);
                }
            } else if (!isHidden) {
                shown.add(line);
            }
        }
        return shown.isEmpty() ? "" : String.join("\n", shown) + "\n";
    }
}
