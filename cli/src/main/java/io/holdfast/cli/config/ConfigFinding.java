package io.holdfast.cli.config;

/**
 * A problem in a settings file.
 *
 * @param stage the stage of the check that found it
 * @param line line of the file, from 1; 0 for the whole file
 * @param setting name of the setting; empty if it is not about one setting
 * @param message one sentence, with the name, and with the value unless it can be a secret
 * @param hint what the operator can do; empty if the message is sufficient
 */
public record ConfigFinding(Stage stage, Severity severity, int line, String setting, String message, String hint) {

    /** The stages of a check, in their order. */
    public enum Stage {
        FILE,
        NAMES,
        VALUES,
        SERVERS
    }

    /** The effect on the services. */
    public enum Severity {
        /** A service would not start, or its operations would fail. */
        ERROR,
        /** The services would work, but probably not as intended. */
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
