package io.holdfast.docs;

/**
 * One line of a table of settings.
 *
 * @param fallback the default as written in the code, {@code required}, or {@code –} where absence is meaningful
 */
record Setting(String name, String fallback, String meaning) {

    String row(RunbookNames runbook) {
        String from = runbook.variableOf(name)
                .map(variable -> " (`" + variable + "`)")
                .orElse("");
        String value = runbook.defaultOf(name).orElse(fallback);
        return "| `" + name + "`" + from + " | " + (value.matches("required|–") ? value : "`" + value + "`") + " | "
                + meaning.replace("|", "\\|") + " |";
    }
}
