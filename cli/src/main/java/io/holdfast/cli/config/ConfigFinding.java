package io.holdfast.cli.config;

/**
 * What is wrong with a file of settings.
 *
 * @param stage that found it
 * @param line of the file, from 1; 0 for the file as a whole
 * @param setting its name; empty if it is not about one
 * @param message one sentence, with the name and the value unless that may be a secret
 * @param hint what to do; empty if the message says it
 */
public record ConfigFinding(Stage stage, Severity severity, int line, String setting, String message, String hint) {

    /** In the order in which they are checked. */
    public enum Stage {
        FILE,
        NAMES,
        VALUES,
        SERVERS
    }

    /** Whether the services would work. */
    public enum Severity {
        /** A service would not start, or its work would fail. */
        ERROR,
        /** It would work, and probably not as it was meant. */
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
