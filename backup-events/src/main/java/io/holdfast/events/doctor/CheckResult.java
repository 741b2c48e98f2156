package io.holdfast.events.doctor;

import io.holdfast.events.PrintableText;

/**
 * One thing that was examined.
 *
 * @param name what was examined, in a few words: {@code broker}, {@code database app}
 * @param message what was found, with the values
 * @param hint what to do about it; empty where nothing has to be done
 */
public record CheckResult(String name, Status verdict, String message, String hint) {

    /** What a foreign server says of itself may stand in a message: it is made printable for everybody who shows it. */
    public CheckResult {
        message = PrintableText.message(message);
        hint = PrintableText.message(hint);
    }

    /** How it stands. */
    public enum Status {
        OK,
        WARN,
        FAIL
    }

    public static CheckResult ok(String name, String message) {
        return new CheckResult(name, Status.OK, message, "");
    }

    public static CheckResult warn(String name, String message, String hint) {
        return new CheckResult(name, Status.WARN, message, hint);
    }

    public static CheckResult fail(String name, String message, String hint) {
        return new CheckResult(name, Status.FAIL, message, hint);
    }
}
