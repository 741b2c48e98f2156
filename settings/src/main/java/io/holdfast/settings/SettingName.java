package io.holdfast.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a setting in parts. A quoted part can contain dots. The services parse names in the same way.
 *
 * @param parts without quotes and without the index of a list's element
 */
public record SettingName(List<String> parts) {

    private static final Pattern PART = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^.]*)");
    private static final Pattern INDEX = Pattern.compile("\\[\\d{1,9}]$");

    public SettingName {
        parts = List.copyOf(parts);
    }

    /** Accepts any text; a text that is not the name of a setting matches none. */
    public static SettingName of(String text) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int from = 0;
        while (from <= text.length() && part.find(from)) {
            parts.add(part.group(1) != null ? part.group(1) : part.group(2));
            from = part.end() + 1;
        }
        int last = parts.size() - 1;
        parts.set(last, INDEX.matcher(parts.get(last)).replaceFirst(""));
        return new SettingName(parts);
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
