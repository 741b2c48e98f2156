package io.holdfast.settings.sink;

import java.util.Base64;

/** A secret in the format of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in Base64. */
public record WebhookSigningKey(byte[] bytes) {

    /** Maximum number of secrets of a sink, for their rotation. */
    public static final int MOST = 2;

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException if the text is not such a secret; the message does not quote it */
    public static WebhookSigningKey parse(String text) {
        byte[] bytes = decoded(text.strip().replaceFirst("^" + PREFIX, ""));
        if (text.strip().startsWith(PREFIX) && bytes.length >= SHORTEST && bytes.length <= LONGEST) {
            return new WebhookSigningKey(bytes);
        }
        throw new IllegalArgumentException("a signing secret must consist of " + PREFIX + " and " + SHORTEST + " to "
                + LONGEST + " bytes in Base64; create one with: echo whsec_$(head -c 32 /dev/urandom | base64)");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The exception's message would quote a part of the secret.
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
