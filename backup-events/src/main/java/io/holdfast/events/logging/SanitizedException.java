package io.holdfast.events.logging;

import io.holdfast.events.PrintableText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands in the log for an exception of whose texts one is not printable: the same class name, stack, causes and suppressed ones. */
final class SanitizedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The original's class is part of the message, because a log in JSON names only the class of this one. */
    private SanitizedException(Throwable original) {
        super(PrintableText.escaped(String.valueOf(original)));
        setStackTrace(original.getStackTrace());
    }

    /** The exception itself where all texts of it and of what it was caused by are printable; as nearly always. */
    static Throwable of(Throwable original) {
        return isPrintable(original, Collections.newSetFromMap(new IdentityHashMap<>()))
                ? original
                : copy(original, new IdentityHashMap<>());
    }

    private static boolean isPrintable(@Nullable Throwable one, Set<Throwable> seen) {
        if (one == null || !seen.add(one)) {
            return true;
        }
        if (!PrintableText.isPrintable(String.valueOf(one)) || !isPrintable(one.getCause(), seen)) {
            return false;
        }
        for (Throwable suppressed : one.getSuppressed()) {
            if (!isPrintable(suppressed, seen)) {
                return false;
            }
        }
        return true;
    }

    /** Exceptions may be each other's cause, in a circle: each has one copy. */
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

    /** What a stack trace shows of it. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
