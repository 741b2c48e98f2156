package io.holdfast.docs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The short variables, such as {@code BACKUP_DIR}, and the settings that they set, read from the code. */
final class RunbookNames {

    private static final Pattern PUT =
            Pattern.compile("put\\((prefix \\+ )?\"([a-z.-]+)\", value\\(context, \"([A-Z_]+)\", \"([^\"]*)\"\\)\\)");
    private static final Pattern PASSWORD = Pattern.compile("value\\(context, \"(DATABASE_PASSWORD)\", \"\"\\)");

    private static final Pattern PASSWORD_FILE = Pattern.compile("optional\\(context, \"(DATABASE_PASSWORD_FILE)\"\\)");

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> defaults = new HashMap<>();

    RunbookNames() {
        String source = Checkout.read(Checkout.module("backup-events")
                .resolve("src/main/java/io/holdfast/events/settings/RunbookConfigSourceFactory.java"));
        Matcher put = PUT.matcher(source);
        while (put.find()) {
            String name = put.group(1) == null ? put.group(2) : "holdfast.databases.<id>." + put.group(2);
            variables.put(name, put.group(3));
            defaults.put(name, put.group(4));
        }
        variables.put("holdfast.databases.<id>.name", "DATABASE_NAME");
        if (PASSWORD.matcher(source).find()) {
            variables.put("holdfast.databases.<id>.password", "DATABASE_PASSWORD");
        }
        if (PASSWORD_FILE.matcher(source).find()) {
            variables.put("holdfast.databases.<id>.password-file", "DATABASE_PASSWORD_FILE");
        }
    }

    Optional<String> variableOf(String setting) {
        return Optional.ofNullable(variables.get(setting));
    }

    /** Only for settings outside of a database. A configured database has the defaults of its mapping. */
    Optional<String> defaultOf(String setting) {
        return setting.contains("<id>") ? Optional.empty() : Optional.ofNullable(defaults.get(setting));
    }
}
