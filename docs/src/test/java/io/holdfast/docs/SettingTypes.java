package io.holdfast.docs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of Java types in the catalog of settings, with the values of enumerations. */
final class SettingTypes {

    private static final Pattern OPTIONAL = Pattern.compile("Optional<(.+)>");
    private static final Pattern COLLECTION = Pattern.compile("(?:List|Set)<(.+)>");
    private static final Pattern ENUM = Pattern.compile(
            "(?m)^\\s*(?:public )?enum (\\w+)(?: implements [\\w<>, ]+)? \\{(.*?)(?:;|^\\s*})", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z][A-Z0-9_]*)\\b(?=[^()]*(?:\\(|,|$))");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Duration", "duration"),
            Map.entry("int", "integer"),
            Map.entry("short", "integer"),
            Map.entry("OptionalInt", "integer"),
            Map.entry("long", "long"),
            Map.entry("Long", "long"),
            Map.entry("OptionalLong", "long"),
            Map.entry("boolean", "boolean"),
            Map.entry("Boolean", "boolean"),
            Map.entry("Path", "path"),
            Map.entry("Instant", "instant"),
            Map.entry("URI", "uri"),
            Map.entry("String", "text"));

    private final Map<String, List<String>> enumerations = new HashMap<>();

    /** Enumerations of the module take precedence over those of shared modules. */
    SettingTypes(Path module) {
        Stream.of(module, Checkout.module("postgres-tools"), Checkout.module("backup-events"))
                .flatMap(one -> Checkout.sources(one).stream())
                .map(Checkout::read)
                .forEach(this::readEnumerations);
    }

    private void readEnumerations(String source) {
        Matcher found = ENUM.matcher(COMMENT.matcher(source).replaceAll(""));
        while (found.find()) {
            enumerations.putIfAbsent(
                    found.group(1),
                    CONSTANT.matcher(found.group(2).strip())
                            .results()
                            .map(constant -> word(constant.group(1)))
                            .toList());
        }
    }

    /** The spelling in a settings file. A name such as {@code L2} does not change. */
    private static String word(String constant) {
        return constant.matches("[A-Z]\\d")
                ? constant
                : constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Setting.Type of(String javaType) {
        String type = OPTIONAL.matcher(javaType).replaceFirst("$1");
        Matcher collection = COLLECTION.matcher(type);
        if (collection.matches()) {
            Setting.Type element = of(collection.group(1));
            return new Setting.Type("list of " + element.name(), element.words());
        }
        String simple = type.substring(type.lastIndexOf('.') + 1);
        if (enumerations.containsKey(simple) && !NAMES.containsKey(simple)) {
            return new Setting.Type("enumeration", enumerations.get(simple));
        }
        if (!NAMES.containsKey(simple)) {
            throw new IllegalStateException("unknown type of a setting: " + javaType);
        }
        return new Setting.Type(NAMES.get(simple), List.of());
    }
}
