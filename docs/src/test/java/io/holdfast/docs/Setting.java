package io.holdfast.docs;

import java.util.List;

/**
 * One line of a table of settings.
 *
 * @param type as written in the catalog of settings
 * @param fallback the default as written in the code, {@code required}, or {@code –} where absence is meaningful
 */
record Setting(String name, Type type, String fallback, String meaning) {

    /**
     * @param name such as {@code duration}, or {@code list of path}
     * @param words values of an enumeration
     */
    record Type(String name, List<String> words) {}

    String row(RunbookNames runbook) {
        String from = runbook.variableOf(name)
                .map(variable -> " (`" + variable + "`)")
                .orElse("");
        String value = runbook.defaultOf(name).orElse(fallback);
        return "| `" + name + "`" + from + " | " + (value.matches("required|–") ? value : "`" + value + "`") + " | "
                + meaning.replace("|", "\\|") + " |";
    }
}
