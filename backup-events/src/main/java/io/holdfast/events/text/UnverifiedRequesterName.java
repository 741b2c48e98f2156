package io.holdfast.events.text;

/** Names of requesters. A request contains whatever name its sender wrote, without proof. */
public final class UnverifiedRequesterName {

    private UnverifiedRequesterName() {}

    /** The name, marked as claimed: {@code anna@ops-1 (claimed)}. */
    public static String name(String by) {
        return by + " (claimed)";
    }
}
