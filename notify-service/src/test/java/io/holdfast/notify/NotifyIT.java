package io.holdfast.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.testing.Ground;
import io.holdfast.notify.Receiver.Request;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged service between a real log and receivers of every temper. */
@Timeout(300)
class NotifyIT {

    private static final Path LOG = Path.of("target/notify-it.log");
    private static final String NEW_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OLD_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String TOKEN = "T0K3N";

    private static final Receiver RECEIVER = new Receiver();
    private static final GreenMail POST = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static TestLog log;
    private static Running service;
    private static List<String> history;

    @BeforeAll
    static void a_log_with_a_history() {
        POST.start();
        Ground ground = new Ground();
        ground.init(Map.of("schema", "notify"));
        Map<String, String> settings = new HashMap<>(ground.start());
        settings.put("holdfast.notify.poll", "PT0.1S");
        settings.put("holdfast.notify.retry.first", "PT0.2S");
        settings.put("holdfast.notify.retry.longest", "PT1S");
        log = new TestLog(Ground.kafka().bootstrap());
        history = log.sayProblems("history", 5);
        // It hears the history without any sink; those that come are new.
        Running.start(settings, LOG).awaitReady().kill();
        settings.putAll(sinks());
        service = Running.start(settings, LOG).awaitReady();
        await().atMost(Running.PATIENCE)
                .ignoreExceptions()
                .until(() -> service.json("/sinks").size() == 11);
    }

    private static Map<String, String> sinks() {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("dash", "moody", "slow", "redirected", "dribbling", "old", "chat", "hopeless")) {
            sink(settings, name, "url", RECEIVER.url("/" + name), "events", "all", "timeout", "PT2S");
            sink(settings, name, "allow-plain-http", "true", "allow-private-addresses", "true");
        }
        Stream.of("moody", "slow", "redirected", "dribbling", "hopeless")
                .forEach(name -> sink(settings, name, "databases", name + "," + name + "-too"));
        sink(settings, "dash", "secret", NEW_SECRET + "," + OLD_SECRET, "headers.Authorization", "Bearer " + TOKEN);
        sink(settings, "slow", "timeout", "PT0.5S");
        sink(settings, "dribbling", "timeout", "PT1S");
        sink(settings, "old", "from", "beginning", "databases", "history");
        sink(settings, "chat", "format", "slack", "databases", "chatty");
        sink(settings, "hopeless", "give-up-after", "PT1S");
        sink(settings, "internal", "url", RECEIVER.url("/internal?token=" + TOKEN), "allow-plain-http", "true");
        sink(settings, "internal", "databases", "internal");
        sink(settings, "named", "url", RECEIVER.url("/named").replace("127.0.0.1", "localhost"));
        sink(settings, "named", "allow-plain-http", "true", "databases", "internal");
        sink(
                settings,
                "post",
                "format",
                "email",
                "url",
                "smtp://127.0.0.1:" + POST.getSmtp().getPort());
        sink(settings, "post", "to", "dba@example.org", "sender", "holdfast@example.org", "allow-plain-smtp", "true");
        sink(settings, "post", "allowed-addresses", "127.0.0.1");
        sink(settings, "post", "databases", "posted");
        return settings;
    }

    private static void sink(Map<String, String> settings, String name, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put("holdfast.notify.sinks." + name + "." + pairs[i], pairs[i + 1]);
        }
    }

    @AfterAll
    static void end() {
        service.close();
        log.close();
        RECEIVER.close();
        POST.stop();
    }

    @Test
    void an_event_arrives_as_a_cloudevent_signed_with_both_secrets() throws Exception {
        String id = log.say(TestLog.missed("signed", "nobody knows"));

        Request request = arrived("/dash", id);
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
    void a_sink_that_begins_at_the_beginning_is_told_the_history_in_order() {
        await().atMost(Running.PATIENCE).until(() -> RECEIVER.accepted("/old").size() >= 5);

        assertThat(ids("/old")).containsExactlyElementsOf(history);
    }

    @Test
    void a_sink_that_begins_now_is_not_told_the_history() {
        String now = log.say(TestLog.missed("history", "the first after it"));

        arrived("/dash", now);
        assertThat(ids("/dash")).doesNotContainAnyElementsOf(history);
    }

    @Test
    void what_is_refused_is_tried_again_and_nothing_of_its_database_overtakes_it() {
        RECEIVER.answers(
                "/moody",
                Receiver.status(500),
                Receiver.status(429, "Retry-After", "1"),
                Receiver.status(410),
                Receiver.status(400));
        List<String> said = log.sayProblems("moody", 4);

        await().atMost(Running.PATIENCE).until(() -> RECEIVER.accepted("/moody").size() == 4);
        assertThat(ids("/moody")).containsExactlyElementsOf(said);
        assertThat(RECEIVER.requests("/moody").stream().map(request -> request.eventId()))
                .startsWith(said.getFirst(), said.getFirst(), said.getFirst(), said.getFirst(), said.getFirst());
    }

    @Test
    void a_receiver_that_is_too_slow_is_asked_again() {
        RECEIVER.answers("/slow", exchange -> {
            try (exchange) {
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                exchange.sendResponseHeaders(204, -1);
            }
        });
        String id = log.say(TestLog.missed("slow", "in time"));

        arrived("/slow", id);
        assertThat(RECEIVER.requests("/slow")).hasSizeGreaterThan(1);
    }

    @Test
    void an_answer_that_never_ends_is_ended() {
        RECEIVER.answers("/dribbling", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int n = 0; n < 100; n++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            }
        });
        log.sayProblems("dribbling", 1);
        String next = log.say(TestLog.missed("dribbling-too", "not held up"));

        arrived("/dribbling", next);
    }

    @Test
    void a_redirect_leads_nowhere() {
        RECEIVER.answers("/redirected", Receiver.status(302, "Location", RECEIVER.url("/stolen")));
        String id = log.say(TestLog.missed("redirected", "stay"));

        arrived("/redirected", id);
        assertThat(RECEIVER.requests("/stolen")).isEmpty();
    }

    @Test
    void a_private_address_is_not_connected_to_whether_written_or_looked_up() {
        log.sayProblems("internal", 1);

        for (String sink : List.of("internal", "named")) {
            await().atMost(Running.PATIENCE)
                    .until(() -> service.sink(sink).path("lastAnswer").asText().contains("it is private"));
            assertThat(RECEIVER.requests("/" + sink)).isEmpty();
            assertThat(service.sink(sink).path("pending").asInt()).isPositive();
        }
    }

    @Test
    void what_is_given_up_is_written_down_and_the_next_is_sent() {
        RECEIVER.answers(
                "/hopeless",
                Stream.generate(() -> Receiver.status(503)).limit(12).toArray(Receiver.Answer[]::new));
        String first = log.say(TestLog.missed("hopeless", "never arrives"));

        await().atMost(Running.PATIENCE)
                .until(() ->
                        service.json("/deliveries?sink=hopeless&state=given_up").size() == 1);
        assertThat(service.json("/deliveries?sink=hopeless&state=given_up")
                        .get(0)
                        .path("eventId")
                        .asText())
                .isEqualTo(first);
        assertThat(service.get("/q/metrics")).contains("holdfast_notify_given_up{sink=\"hopeless\"");
        assertThat(service.get("/doctor")).contains("1 deliveries were given up within a day");
    }

    @Test
    void a_chat_is_told_in_words_and_nothing_in_them_is_markup() throws IOException {
        log.say(TestLog.missed("chatty", "<!channel> & <https://evil.example|click>"));

        await().atMost(Running.PATIENCE).until(() -> !RECEIVER.accepted("/chat").isEmpty());
        String text = Json.mapper()
                .readTree(RECEIVER.accepted("/chat").getFirst().body())
                .path("text")
                .asText();
        assertThat(text)
                .startsWith("chatty: MISSED, planned for 2026-05-18T02:00:00Z: &lt;!channel&gt; &amp; &lt;https")
                .doesNotContain("<");
    }

    @Test
    void a_letter_has_a_subject_a_text_and_an_id_that_stays() throws Exception {
        String id = log.say(TestLog.missed("posted", "nobody knows\r\nBcc: all@example.org"));

        assertThat(POST.waitForIncomingEmail(60_000, 1)).isTrue();
        MimeMessage letter = POST.getReceivedMessages()[0];
        assertThat(letter.getSubject())
                .isEqualTo(
                        "[Holdfast] posted: MISSED, planned for 2026-05-18T02:00:00Z: nobody knows??Bcc: all@example.org");
        assertThat(letter.getHeader("Message-ID")).containsExactly("<" + id + "@holdfast>");
        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(letter.getContent().toString()).contains("Look closer: holdfast show ");
    }

    @Test
    void neither_log_nor_pages_tell_a_token() {
        log.sayProblems("internal", 1);

        await().atMost(Running.PATIENCE)
                .until(() ->
                        service.sink("internal").path("lastAnswer").asText().contains("private"));
        assertThat(service.log() + service.get("/sinks") + service.get("/deliveries") + service.get("/doctor"))
                .doesNotContain(TOKEN, "MfKQ9r8G");
    }

    @Test
    void every_measure_is_there_from_the_start() {
        assertThat(service.get("/q/metrics"))
                .contains(
                        "holdfast_notify_sinks ",
                        "holdfast_notify_pending{sink=\"old\"",
                        "holdfast_notify_oldest_pending_age_seconds{sink=\"old\"",
                        "holdfast_notify_delivered_total{sink=\"old\"",
                        "holdfast_notify_failed_total{sink=\"old\"");
    }

    private static Request arrived(String path, String id) {
        await().atMost(Running.PATIENCE).until(() -> ids(path).contains(id));
        return RECEIVER.accepted(path).stream()
                .filter(request -> request.eventId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(String path) {
        return RECEIVER.accepted(path).stream().map(Request::eventId).toList();
    }

    /** Computed as the specification says it, beside the service's own code. */
    private static String signature(String secret, Request request) throws Exception {
        String signed = request.header("webhook-id") + "." + request.header("webhook-timestamp") + "."
                + new String(request.body(), StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
