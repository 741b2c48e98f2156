package io.holdfast.events.doctor;

import io.holdfast.events.Printable;

/**
 * One thing that was examined.
 *
 * @param name what was examined, in a few words: {@code broker}, {@code database app}
 * @param message what was found, with the values
 * @param hint what to do about it; empty where nothing has to be done
 */
public record Check(String name, Verdict verdict, String message, String hint) {

    /** What a foreign server says of itself may stand in a message: it is made printable for everybody who shows it. */
    public Check {
        message = Printable.message(message);
        hint = Printable.message(hint);
    }

    /** How it stands. */
    public enum Verdict {
        OK,
        WARN,
        FAIL
    }

    public static Check ok(String name, String message) {
        return new Check(name, Verdict.OK, message, "");
    }

    public static Check warn(String name, String message, String hint) {
        return new Check(name, Verdict.WARN, message, hint);
    }

    public static Check fail(String name, String message, String hint) {
        return new Check(name, Verdict.FAIL, message, hint);
    }
}
