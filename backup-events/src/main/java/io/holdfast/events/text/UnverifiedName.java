package io.holdfast.events.text;

/** Names of people. A request carries whatever name its sender wrote; nobody has proven it. */
public final class UnverifiedName {

    private UnverifiedName() {}

    /** The name, and that it is only claimed: {@code anna@ops-1 (claimed)}. */
    public static String name(String by) {
        return by + " (claimed)";
    }
}
