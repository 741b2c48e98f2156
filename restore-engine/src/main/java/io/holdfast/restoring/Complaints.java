package io.holdfast.restoring;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pg_restore complained of, object by object. It calls everything an error that the server calls one, also a comment on an
 * extension that only a superuser may set; and its exit status is the same for both.
 *
 * @param entries ids of the entries with errors
 */
record Complaints(List<Finding> errors, List<Finding> warnings, int more, List<Integer> entries) {

    private static final int SHOWN = 20;
    private static final Pattern ENTRY = Pattern.compile("pg_restore: from TOC entry (\\d{1,9}); \\d+ \\d+ (.*)");
    private static final Pattern ERROR = Pattern.compile("pg_restore: error: (.*)");
    private static final Pattern HARMLESS = Pattern.compile(
            "must be owner of extension|schema \"public\" already exists|role \"[^\"]*\" cannot be dropped");

    /** Before any entry pg_restore sets what later versions of the server know. */
    private static final Pattern SETTING = Pattern.compile("unrecognized configuration parameter");

    private static final String INITIALIZING = "pg_restore: while INITIALIZING:";

    /**
     * @param words pg_restore's
     * @param list by which it names entries: its own line has names without quotes, in the archive's encoding
     */
    static Complaints read(String words, List<Entry> list) {
        Map<Integer, String> labels = new HashMap<>();
        list.forEach(entry -> labels.put(entry.id(), entry.label()));
        List<Finding> errors = new ArrayList<>();
        List<Finding> warnings = new ArrayList<>();
        Set<Integer> entries = new LinkedHashSet<>();
        int more = 0;
        int id = 0;
        String entry = "";
        for (String line : words.lines().toList()) {
            Matcher of = ENTRY.matcher(line);
            Matcher error = ERROR.matcher(line);
            if (of.matches()) {
                id = Integer.parseInt(of.group(1));
                entry = labels.getOrDefault(id, of.group(2));
            } else if (line.startsWith(INITIALIZING)) {
                id = 0;
                entry = "";
            } else if (error.matches()) {
                if (HARMLESS.matcher(error.group(1)).find()
                        || id == 0 && SETTING.matcher(error.group(1)).find()) {
                    warnings.add(new Finding("restore_warning", object(entry) + ": " + kind(error.group(1))));
                    continue;
                }
                if (id > 0) {
                    entries.add(id);
                }
                if (errors.size() < SHOWN) {
                    errors.add(new Finding("restore_error", object(entry) + ": " + kind(error.group(1))));
                } else {
                    more++;
                }
            } else if (line.startsWith("pg_restore: warning:") && !line.contains("errors ignored on restore")) {
                warnings.add(
                        new Finding("restore_warning", "pg_restore warned; this service's page of it has the words"));
            }
        }
        return new Complaints(errors, warnings, more, List.copyOf(entries));
    }

    private static String object(String entry) {
        return entry.isEmpty() ? "before the first object" : entry;
    }

    /** In words of our own: the server's may quote a row. */
    private static String kind(String error) {
        if (error.contains("does not exist")) {
            return "something that it refers to does not exist";
        }
        if (error.contains("already exists")) {
            return "it exists already";
        }
        if (error.contains("permission denied")
                || error.contains("must be owner")
                || error.contains("must be superuser")) {
            return "the role may not do that";
        }
        if (error.contains("violates")
                || error.contains("duplicate key")
                || error.contains("could not create unique index")) {
            return "a constraint does not hold";
        }
        if (error.contains("is not available") || error.contains("could not open extension control file")) {
            return "an extension is not installed";
        }
        if (error.contains("unrecognized configuration parameter")) {
            return "the server does not know a setting";
        }
        return "the server refused it";
    }
}
