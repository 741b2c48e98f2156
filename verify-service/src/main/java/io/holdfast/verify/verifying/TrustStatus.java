package io.holdfast.verify.verifying;

import java.util.Locale;

/** What the last conclusive verification said about a backup. */
public enum TrustStatus {
    UNVERIFIED,
    VERIFIED,
    SUSPECTED,
    CONDEMNED;

    /** As in the catalogue and in HTTP answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TrustStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
