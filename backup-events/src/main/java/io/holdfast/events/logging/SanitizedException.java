package io.holdfast.events.logging;

import io.holdfast.events.ControlCharacterSanitizer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces, in the log, an exception with an unprintable text: with the same class name, stack, causes and suppressed exceptions. */
final class SanitizedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The original class is part of the message, because a JSON log contains only the name of this class. */
    private SanitizedException(Throwable original) {
        super(ControlCharacterSanitizer.escaped(String.valueOf(original)));
        setStackTrace(original.getStackTrace());
    }

    /** Returns the exception itself if all its texts and those of its causes are printable, which is the usual case. */
    static Throwable of(Throwable original) {
        return isPrintable(original, Collections.newSetFromMap(new IdentityHashMap<>()))
                ? original
                : copy(original, new IdentityHashMap<>());
    }

    private static boolean isPrintable(@Nullable Throwable one, Set<Throwable> seen) {
        if (one == null || !seen.add(one)) {
            return true;
        }
        if (!ControlCharacterSanitizer.isPrintable(String.valueOf(one)) || !isPrintable(one.getCause(), seen)) {
            return false;
        }
        for (Throwable suppressed : one.getSuppressed()) {
            if (!isPrintable(suppressed, seen)) {
                return false;
            }
        }
        return true;
    }

    /** Causes can form a cycle: each exception has one copy. */
    private static SanitizedException copy(Throwable original, Map<Throwable, SanitizedException> copies) {
        SanitizedException known = copies.get(original);
        if (known != null) {
            return known;
        }
        SanitizedException copy = new SanitizedException(original);
        copies.put(original, copy);
        Throwable cause = original.getCause();
        if (cause != null) {
            copy.initCause(copy(cause, copies));
        }
        for (Throwable suppressed : original.getSuppressed()) {
            copy.addSuppressed(copy(suppressed, copies));
        }
        return copy;
    }

    /** The text in a stack trace. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
