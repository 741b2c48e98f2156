package io.holdfast.verify.verifying;

import java.util.Locale;

/** The result of the last conclusive verification of a backup. */
public enum TrustStatus {
    UNVERIFIED,
    VERIFIED,
    SUSPECTED,
    CONDEMNED;

    /** The name in the catalog and in HTTP responses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TrustStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
