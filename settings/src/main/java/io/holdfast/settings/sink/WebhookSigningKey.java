package io.holdfast.settings.sink;

import java.util.Base64;

/** A secret of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in Base64. */
public record WebhookSigningKey(byte[] bytes) {

    /** How many a sink may have, while they are changed. */
    public static final int MOST = 2;

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException if the text is no such secret; the message does not repeat it */
    public static WebhookSigningKey parse(String text) {
        byte[] bytes = decoded(text.strip().replaceFirst("^" + PREFIX, ""));
        if (text.strip().startsWith(PREFIX) && bytes.length >= SHORTEST && bytes.length <= LONGEST) {
            return new WebhookSigningKey(bytes);
        }
        throw new IllegalArgumentException("a signing secret is not " + PREFIX + " and " + SHORTEST + " to " + LONGEST
                + " bytes in Base64; make one: echo whsec_$(head -c 32 /dev/urandom | base64)");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Its message would repeat a part of the secret.
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
