package io.holdfast.events.doctor;

import io.holdfast.events.PrintableText;

/**
 * One thing that was examined.
 *
 * @param name what was examined, in a few words: {@code broker}, {@code database app}
 * @param message what was found, with the values
 * @param hint what to do about it; empty where nothing has to be done
 */
public record DoctorCheckResult(String name, Status verdict, String message, String hint) {

    /** What a foreign server says of itself may stand in a message: it is made printable for everybody who shows it. */
    public DoctorCheckResult {
        message = PrintableText.message(message);
        hint = PrintableText.message(hint);
    }

    /** How it stands. */
    public enum Status {
        OK,
        WARN,
        FAIL
    }

    public static DoctorCheckResult ok(String name, String message) {
        return new DoctorCheckResult(name, Status.OK, message, "");
    }

    public static DoctorCheckResult warn(String name, String message, String hint) {
        return new DoctorCheckResult(name, Status.WARN, message, hint);
    }

    public static DoctorCheckResult fail(String name, String message, String hint) {
        return new DoctorCheckResult(name, Status.FAIL, message, hint);
    }
}
