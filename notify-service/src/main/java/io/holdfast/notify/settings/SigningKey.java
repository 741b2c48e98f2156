package io.holdfast.notify.settings;

import java.util.Base64;

/** A secret of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in Base64. */
public record SigningKey(byte[] bytes) {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    /** @throws SettingTrouble if the text is no such secret */
    static SigningKey parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip().replaceFirst("^" + PREFIX, ""));
            if (text.strip().startsWith(PREFIX) && bytes.length >= SHORTEST && bytes.length <= LONGEST) {
                return new SigningKey(bytes);
            }
        } catch (IllegalArgumentException e) {
            // Its message would repeat a part of the secret.
        }
        throw new SettingTrouble("a signing secret is not " + PREFIX + " and " + SHORTEST + " to " + LONGEST
                + " bytes in Base64; make one: echo whsec_$(head -c 32 /dev/urandom | base64)");
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
