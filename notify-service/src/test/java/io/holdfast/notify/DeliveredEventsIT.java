package io.holdfast.notify;

import static io.holdfast.notify.NotifyFixture.NEW_SECRET;
import static io.holdfast.notify.NotifyFixture.OLD_SECRET;
import static io.holdfast.notify.NotifyFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.codec.Json;
import io.holdfast.notify.TestReceiver.Request;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Successful deliveries: recipients and formats. */
@Timeout(900)
@ExtendWith(NotifyFixture.Shared.class)
class DeliveredEventsIT {

    private final NotifyFixture fixture;
    private final TestLog log;
    private final RunningNotifyService service;
    private final TestReceiver receiver;

    DeliveredEventsIT(NotifyFixture fixture) {
        this.fixture = fixture;
        this.log = fixture.log;
        this.service = fixture.service;
        this.receiver = fixture.receiver;
    }

    @Test
    void an_event_arrives_as_a_cloudevent_signed_with_both_secrets() throws Exception {
        String id = log.say(TestLog.missed("signed", "nobody knows"));

        Request request = fixture.arrived("/dash", id);
        JsonNode event = Json.mapper().readTree(request.body());
        assertThat(event.path("type").asText()).isEqualTo("holdfast.backup.missed.v1");
        assertThat(event.path("data").path("message").asText()).isEqualTo("nobody knows");
        assertThat(request.header("content-type")).startsWith("application/cloudevents+json");
        assertThat(request.header("authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(request.header("webhook-id")).isEqualTo(id);
        assertThat(request.header("webhook-signature"))
                .isEqualTo("v1," + signature(NEW_SECRET, request) + " v1," + signature(OLD_SECRET, request));
    }

    @Test
    void a_sink_from_the_beginning_receives_the_history_in_order() {
        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> receiver.accepted("/old").size() >= 5);

        assertThat(fixture.ids("/old")).startsWith(fixture.history.toArray(String[]::new));
    }

    @Test
    void a_sink_from_now_does_not_receive_the_history() {
        String now = log.say(TestLog.missed("history", "the first after it"));

        fixture.arrived("/dash", now);
        assertThat(fixture.ids("/dash")).doesNotContainAnyElementsOf(fixture.history);
    }

    @Test
    void a_private_address_is_not_permitted_as_literal_or_host_name() {
        log.sayProblems("internal", 1);

        for (String sink : List.of("internal", "named")) {
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> service.sink(sink).path("lastAnswer").asText().contains("it is a private address"));
            assertThat(receiver.requests("/" + sink)).isEmpty();
            assertThat(service.sink(sink).path("pending").asInt()).isPositive();
        }
    }

    @Test
    void a_chat_message_contains_text_without_markup() throws IOException {
        log.say(TestLog.missed("chatty", "<!channel> & <https://evil.example|click>"));

        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> !receiver.accepted("/chat").isEmpty());
        String text = Json.mapper()
                .readTree(receiver.accepted("/chat").getFirst().body())
                .path("text")
                .asText();
        assertThat(text)
                .startsWith("chatty: MISSED, scheduled for 2026-05-18T02:00:00Z: &lt;!channel&gt; &amp; &lt;https")
                .doesNotContain("<");
    }

    @Test
    void an_email_has_a_subject_a_text_and_a_stable_id() throws Exception {
        String id = log.say(TestLog.missed("posted", "nobody knows\r\nBcc: all@example.org"));

        assertThat(fixture.mail.waitForIncomingEmail(60_000, 1)).isTrue();
        MimeMessage letter = fixture.mail.getReceivedMessages()[0];
        assertThat(letter.getSubject())
                .isEqualTo(
                        "[Holdfast] posted: MISSED, scheduled for 2026-05-18T02:00:00Z: nobody knows??Bcc: all@example.org");
        assertThat(letter.getHeader("Message-ID")).containsExactly("<" + id + "@holdfast>");
        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(letter.getContent().toString()).contains("Details: holdfast show ");
    }

    @Test
    void neither_log_nor_http_responses_contain_a_token() {
        log.sayProblems("internal", 1);

        await().atMost(RunningNotifyService.PATIENCE)
                .until(() ->
                        service.sink("internal").path("lastAnswer").asText().contains("private"));
        assertThat(service.log() + service.get("/sinks") + service.get("/deliveries") + service.get("/doctor"))
                .doesNotContain(TOKEN, "MfKQ9r8G");
    }

    @Test
    void every_metric_exists_from_the_start() {
        assertThat(service.get("/q/metrics"))
                .contains(
                        "holdfast_notify_sinks ",
                        "holdfast_notify_pending{sink=\"old\"",
                        "holdfast_notify_oldest_pending_age_seconds{sink=\"old\"",
                        "holdfast_notify_delivered_total{sink=\"old\"",
                        "holdfast_notify_failed_total{sink=\"old\"");
    }

    /** Computes the signature according to the specification, independently of the service. */
    private static String signature(String secret, Request request) throws Exception {
        String signed = request.header("webhook-id") + "." + request.header("webhook-timestamp") + "."
                + new String(request.body(), StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
