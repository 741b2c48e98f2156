package io.holdfast.events.doctor;

import io.holdfast.events.ControlCharacterSanitizer;

/**
 * The result of one check.
 *
 * @param name what was checked: {@code broker}, {@code database app}
 * @param message what was found, with the values
 * @param hint what to do; empty if no action is needed
 */
public record DoctorCheckResult(String name, Status verdict, String message, String hint) {

    /** A message can contain text from a foreign server. It is made printable here, for all readers. */
    public DoctorCheckResult {
        message = ControlCharacterSanitizer.message(message);
        hint = ControlCharacterSanitizer.message(hint);
    }

    /** The status of the checked object. */
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
