package io.holdfast.restore.restoring;

import java.util.Locale;

/** The result of verification for a backup. */
public enum VerificationStatus {
    UNVERIFIED,
    VERIFIED,
    SUSPECTED,
    CONDEMNED;

    /** The name in the catalog. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static VerificationStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
