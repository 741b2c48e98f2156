package io.holdfast.verify.verifying;

import java.util.Locale;

/** What the last conclusive verification said about a backup. */
public enum Trust {
    UNVERIFIED,
    VERIFIED,
    SUSPECTED,
    CONDEMNED;

    /** As in the catalogue and in HTTP answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Trust of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
