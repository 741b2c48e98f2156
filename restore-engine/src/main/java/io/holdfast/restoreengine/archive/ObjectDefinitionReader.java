package io.holdfast.restoreengine.archive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the script that {@code pg_restore --verbose --file=-} prints. The SQL of each entry follows a comment that starts with
 * {@code -- TOC entry}. Quoted text may look like such a comment, so the reader recognizes comments by the rules of the server.
 */
final class ObjectDefinitionReader {

    private static final Pattern ENTRY = Pattern.compile("-- TOC entry (\\d{1,9}) \\(class \\d+ OID \\d+\\)");
    private static final Pattern TAG = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final String script;
    private final Map<Integer, String> definitions = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int entry;
    private int position;

    private ObjectDefinitionReader(String script) {
        this.script = script;
    }

    static Map<Integer, String> read(String script) {
        ObjectDefinitionReader reader = new ObjectDefinitionReader(script);
        reader.read();
        return reader.definitions;
    }

    private void read() {
        while (position < script.length()) {
            char c = script.charAt(position);
            if (script.startsWith("--", position)) {
                comment();
            } else if (c == '\\' && isLineStart()) {
                // pg_restore's own restrict and unrestrict commands. SQL has no backslash outside of quotes.
                position = lineEnd();
            } else if (c == '\'') {
                take(end(position + 1, '\'', isEscaping()));
            } else if (c == '"') {
                take(end(position + 1, '"', false));
            } else if (c == '$') {
                dollar();
            } else {
                take(position + 1);
            }
        }
        keep();
    }

    private void comment() {
        int end = lineEnd();
        Matcher matcher = ENTRY.matcher(script.substring(position, end));
        if (matcher.matches()) {
            keep();
            entry = Integer.parseInt(matcher.group(1));
        }
        position = end;
    }

    private void dollar() {
        Matcher tag = TAG.matcher(script).region(position, script.length());
        boolean isInName = position > 0 && Character.isJavaIdentifierPart(script.charAt(position - 1));
        if (isInName || !tag.lookingAt()) {
            take(position + 1);
            return;
        }
        int close = script.indexOf(tag.group(), tag.end());
        take(close < 0 ? script.length() : close + tag.group().length());
    }

    /**
     * The position after the closing quote. A doubled quote closes the string and opens it again, which has the same effect.
     */
    private int end(int from, char quote, boolean escaping) {
        int i = from;
        while (i < script.length() && script.charAt(i) != quote) {
            i += escaping && script.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, script.length());
    }

    /** Whether the quote at this position opens an {@code E'…'} string. */
    private boolean isEscaping() {
        return position > 0
                && (script.charAt(position - 1) == 'E' || script.charAt(position - 1) == 'e')
                && (position < 2 || !Character.isJavaIdentifierPart(script.charAt(position - 2)));
    }

    private boolean isLineStart() {
        return position == 0 || script.charAt(position - 1) == '\n';
    }

    private int lineEnd() {
        int end = script.indexOf('\n', position);
        return end < 0 ? script.length() : end;
    }

    private void take(int to) {
        text.append(script, position, to);
        position = to;
    }

    private void keep() {
        String definition = text.toString().strip();
        if (entry > 0 && !definition.isEmpty()) {
            definitions.put(entry, definition);
        }
        text.setLength(0);
    }
}
