package io.holdfast.notify.webhook;

import io.holdfast.settings.sink.WebhookSigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of Standard Webhooks: for each key, {@code v1,} and the HMAC of {@code id.timestamp.body}. */
final class WebhookSigner {

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSigner() {}

    /** @param timestamp in seconds */
    static String of(List<WebhookSigningKey> keys, String id, long timestamp, byte[] body) {
        return keys.stream().map(key -> "v1," + of(key, id, timestamp, body)).collect(Collectors.joining(" "));
    }

    private static String of(WebhookSigningKey key, String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK does not support " + ALGORITHM, e);
        }
    }
}
