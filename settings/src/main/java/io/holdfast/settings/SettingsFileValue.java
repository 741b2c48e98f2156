package io.holdfast.settings;

import java.util.Optional;

/**
 * The value of a setting as it is written in a file. Services replace an expression {@code ${…}} and read {@code $$} as
 * an escape (SmallRye Config), so a value with either of them is known only to a service. {@code \$} is a dollar sign.
 *
 * @param written the value after Java's properties parser
 */
public record SettingsFileValue(String written) {

    private static final String DOLLAR = "\\$";

    /** The characters with which the first expression begins; empty if the value is literal. */
    public Optional<String> expression() {
        for (int at = 0; at < written.length() - 1; at++) {
            String two = written.substring(at, at + 2);
            if (two.equals(DOLLAR)) {
                at++;
            } else if (two.equals("${") || two.equals("$$")) {
                return Optional.of(two);
            }
        }
        return Optional.empty();
    }

    /** The value that the services use, if it has no expression. */
    public String literal() {
        return written.replace(DOLLAR, "$");
    }
}
