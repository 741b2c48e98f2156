package io.holdfast.cli.config;

import io.holdfast.cli.config.ConfigFinding.Severity;
import io.holdfast.cli.config.ConfigFinding.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Collects the findings of one stage. */
final class ConfigFindingCollector {

    private final Stage stage;
    private final Set<Integer> unjudged;
    private final List<ConfigFinding> all = new ArrayList<>();

    ConfigFindingCollector(Stage stage) {
        this(stage, Set.of());
    }

    /** @param unjudged lines with values that only a service can resolve; they get no findings */
    ConfigFindingCollector(Stage stage, Set<Integer> unjudged) {
        this.stage = stage;
        this.unjudged = Set.copyOf(unjudged);
    }

    /** Adds an error. Only the first error of a setting is kept, because others usually follow from it. */
    void error(int line, String setting, String message, String hint) {
        boolean isKnown = all.stream()
                .anyMatch(one ->
                        one.isError() && one.line() == line && one.setting().equals(setting));
        if (!unjudged.contains(line) && (setting.isEmpty() || !isKnown)) {
            add(new ConfigFinding(stage, Severity.ERROR, line, setting, message, hint));
        }
    }

    void error(ConfigEntry entry, String problem, String hint) {
        error(entry.line(), entry.text(), entry.text() + ": " + problem, hint);
    }

    void warning(int line, String setting, String message, String hint) {
        add(new ConfigFinding(stage, Severity.WARNING, line, setting, message, hint));
    }

    void warning(ConfigEntry entry, String problem, String hint) {
        warning(entry.line(), entry.text(), entry.text() + ": " + problem, hint);
    }

    /**
     * Adds an error from the exception of a service's parser. Its message has one sentence with the name of the setting. A second sentence
     * is the hint.
     */
    void refused(int line, String setting, IllegalArgumentException refusal) {
        String text = String.valueOf(refusal.getMessage()).strip();
        int end = text.indexOf(". ");
        String message = end < 0 ? text : text.substring(0, end);
        String hint = end < 0 ? "" : text.substring(end + 2);
        error(line, setting, withoutStop(message), hint);
    }

    /** Adds an error from an exception whose message has the hint after a semicolon. */
    void refused(ConfigEntry entry, IllegalArgumentException refusal, String otherwise) {
        String text = String.valueOf(refusal.getMessage());
        int end = text.lastIndexOf("; ");
        error(
                entry.line(),
                entry.text(),
                (text.startsWith(entry.text()) ? "" : entry.text() + ": ") + (end < 0 ? text : text.substring(0, end)),
                end < 0 ? otherwise : sentence(text.substring(end + 2)));
    }

    static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private void add(ConfigFinding configFinding) {
        all.add(configFinding);
    }

    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    List<ConfigFinding> all() {
        return all.stream().sorted(Comparator.comparingInt(ConfigFinding::line)).toList();
    }
}
