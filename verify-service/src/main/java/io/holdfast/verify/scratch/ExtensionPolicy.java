package io.holdfast.verify.scratch;

import java.util.Set;

/**
 * Which extensions the administrator of the scratch server makes for a drill.
 *
 * @param isTrusted then all of them
 * @param deny names, or {@code *}
 * @param allow names that are made in spite of {@code deny}, also where they bring a language that is not trusted
 */
record ExtensionPolicy(boolean isTrusted, Set<String> deny, Set<String> allow) {

    private static final String ALL = "*";

    ExtensionPolicy {
        deny = Set.copyOf(deny);
        allow = Set.copyOf(allow);
    }

    boolean isDenied(String extension) {
        return !isTrusted && !allow.contains(extension) && (deny.contains(ALL) || deny.contains(extension));
    }

    /** Whether it may bring a language in which every function may do everything. */
    boolean mayBringLanguage(String extension) {
        return isTrusted || allow.contains(extension);
    }
}
