package io.holdfast.restore.restoring;

import java.util.Locale;

/** What verification has said of a backup. */
public enum VerificationStatus {
    UNVERIFIED,
    VERIFIED,
    SUSPECTED,
    CONDEMNED;

    /** As in the catalogue. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static VerificationStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
