package io.holdfast.postgrestools;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of a complaint that say what is wrong, without warnings, hints, quoted commands and details that may quote rows. */
final class ErrorLines {

    private static final int SHOWN = 300;
    private static final Pattern START = Pattern.compile("^pg_\\w+: ");
    private static final Pattern LEFT_OUT = Pattern.compile(
            "^pg_\\w+: (?:warning|hint|detail: (?:Command|Query) was)\\b.*|^\\s*(?:DETAIL|CONTEXT|HINT|QUERY|STATEMENT|LINE \\d+):.*");

    private final List<String> lines;

    private ErrorLines(List<String> lines) {
        this.lines = lines;
    }

    static ErrorLines of(Complaint complaint) {
        List<String> kept = new ArrayList<>();
        boolean leftOut = false;
        for (String line : complaint.raw().lines().toList()) {
            boolean dropped = LEFT_OUT.matcher(line).matches();
            // What follows a left-out line belongs to it until the program speaks again.
            leftOut = dropped || (leftOut && !START.matcher(line).find());
            if (!leftOut) {
                kept.add(line);
            }
        }
        return new ErrorLines(kept);
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The first line, redacted, at most 300 characters. */
    String excerpt(Complaint complaint) {
        String first =
                lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
        String shown = complaint.redacted(first);
        return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…";
    }
}
