package io.holdfast.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.settings.sink.WebhookSigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignerTest {

    private static final WebhookSigningKey KEY = key("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The common example of the implementations of Standard Webhooks. */
    @Test
    void it_follows_standard_webhooks() {
        String signature = WebhookSigner.of(List.of(KEY), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY);

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void both_secrets_sign_during_a_rotation() {
        String signature = WebhookSigner.of(List.of(key("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), KEY), "m", 1, BODY);

        assertThat(signature.split(" ")).hasSize(2).allMatch(one -> one.startsWith("v1,"));
        assertThat(signature).endsWith(WebhookSigner.of(List.of(KEY), "m", 1, BODY));
    }

    private static WebhookSigningKey key(String base64) {
        return new WebhookSigningKey(Base64.getDecoder().decode(base64));
    }
}
