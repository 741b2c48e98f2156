package io.holdfast.verify.scratch;

import java.util.Set;

/**
 * Which extensions the administrator of the scratch server creates for a drill.
 *
 * @param isTrusted if true, all extensions are created
 * @param deny names, or {@code *}
 * @param allow names that are created despite {@code deny}, even if they add an untrusted language
 */
record DrillExtensionPolicy(boolean isTrusted, Set<String> deny, Set<String> allow) {

    private static final String ALL = "*";

    DrillExtensionPolicy {
        deny = Set.copyOf(deny);
        allow = Set.copyOf(allow);
    }

    boolean isDenied(String extension) {
        return !isTrusted && !allow.contains(extension) && (deny.contains(ALL) || deny.contains(extension));
    }

    /** Whether the extension may add a language whose functions are not restricted. */
    boolean mayBringLanguage(String extension) {
        return isTrusted || allow.contains(extension);
    }
}
