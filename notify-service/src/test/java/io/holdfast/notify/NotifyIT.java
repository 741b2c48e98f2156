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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service between a real log and receivers of every temper. */
@Timeout(300)
class NotifyIT {

    private static final Path LOG = Path.of("target/notify-it.log");
    private static final String NEW_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OLD_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String TOKEN = "T0K3N";

    /** Sinks that hear of two databases, which are called as they are. */
    private static final List<String> TEMPERS = List.of(
            "moody", "slow", "redirected", "dribbling", "hopeless", "gone", "limiting", "refusing", "chat404", "stuck");

    /** The URL of the sink {@code gone}, which is changed while the service runs. */
    private static final Path GONE_URL = Path.of("target/notify-it-gone-url");

    private static final Receiver RECEIVER = new Receiver();
    private static final GreenMail POST = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static TestLog log;
    private static Running service;
    private static List<String> history;

    @BeforeAll
    static void a_log_with_a_history() throws IOException {
        POST.start();
        Files.writeString(GONE_URL, RECEIVER.url("/gone") + "\n");
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
                .until(() -> service.json("/sinks").size() == 16);
    }

    private static Map<String, String> sinks() {
        Map<String, String> settings = new HashMap<>();
        for (String name : Stream.concat(
                        Stream.of("dash", "old", "chat"), TEMPERS.stream().filter(temper -> !temper.equals("gone")))
                .toList()) {
            sink(settings, name, "url", RECEIVER.url("/" + name), "events", "all", "timeout", "PT2S");
            sink(settings, name, "allow-plain-http", "true", "allow-private-addresses", "true");
        }
        sink(settings, "gone", "url-file", GONE_URL.toAbsolutePath().toString(), "allow-plain-http", "true");
        sink(settings, "gone", "allow-private-addresses", "true");
        TEMPERS.stream().forEach(name -> sink(settings, name, "databases", name + "," + name + "-too"));
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
                Receiver.status(404),
                Receiver.status(400));
        List<String> said = log.sayProblems("moody", 4);

        await().atMost(Running.PATIENCE).until(() -> RECEIVER.accepted("/moody").size() == 4);
        assertThat(ids("/moody")).containsExactlyElementsOf(said);
        assertThat(RECEIVER.requests("/moody").stream().map(request -> request.eventId()))
                .startsWith(said.getFirst(), said.getFirst(), said.getFirst(), said.getFirst(), said.getFirst());
        assertThat(RECEIVER.requests("/moody"))
                .allSatisfy(request -> assertThat(request.header("webhook-id")).isEqualTo(request.eventId()));
    }

    @Test
    void a_receiver_that_is_gone_is_not_asked_again_until_its_settings_change() throws IOException {
        RECEIVER.answers("/gone", Receiver.status(410));
        String first = log.say(TestLog.missed("gone", "nobody is there"));
        await().atMost(Running.PATIENCE).until(() -> service.sink("gone").hasNonNull("goneAt"));
        String second = log.say(TestLog.missed("gone-too", "nor here"));
        await().atMost(Running.PATIENCE)
                .until(() -> service.sink("gone").path("pending").asInt() == 2);
        // Had it been asked for the second, it would have been asked by the time that another sink is told of a third.
        arrived("/dash", log.say(TestLog.missed("gone-by", "elsewhere")));

        assertThat(RECEIVER.requests("/gone")).hasSize(1);
        assertThat(service.get("/doctor"))
                .contains("because its receiver says that nobody wants it there, and 2 deliveries wait; the last"
                        + " answer: HTTP 410");
        await().atMost(Running.PATIENCE)
                .until(() -> service.get("/q/metrics").contains("holdfast_notify_gone{sink=\"gone\"} 1.0"));

        Files.writeString(GONE_URL, RECEIVER.url("/here") + "\n");

        arrived("/here", first);
        arrived("/here", second);
        assertThat(RECEIVER.requests("/gone")).hasSize(1);
        assertThat(service.sink("gone").hasNonNull("goneAt")).isFalse();
    }

    @Test
    void a_receiver_that_limits_its_callers_is_left_alone_for_as_long_as_it_says_by_all_databases() {
        RECEIVER.answers("/limiting", Receiver.status(429, "Retry-After", "1.2"));
        String first = log.say(TestLog.missed("limiting", "too early"));
        await().atMost(Running.PATIENCE)
                .until(() -> !RECEIVER.requests("/limiting").isEmpty());
        String second = log.say(TestLog.missed("limiting-too", "too early as well"));

        arrived("/limiting", first);
        arrived("/limiting", second);
        List<Request> requests = RECEIVER.requests("/limiting");
        assertThat(requests).hasSize(3);
        assertThat(Duration.between(requests.get(0).at(), requests.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(ids("/limiting")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void a_404_of_a_moment_is_tried_again() {
        RECEIVER.answers("/chat404", Receiver.status(404), Receiver.status(404));
        String id = log.say(TestLog.missed("chat404", "in a moment"));

        assertThat(arrived("/chat404", id).header("webhook-id")).isEqualTo(id);
        assertThat(RECEIVER.requests("/chat404")).hasSize(3);
    }

    @Test
    void what_is_refused_again_and_again_is_alerted_and_arrives_when_it_is_taken() {
        RECEIVER.answers(
                "/refusing",
                Stream.generate(() -> Receiver.status(404)).limit(8).toArray(Receiver.Answer[]::new));
        String id = log.say(TestLog.missed("refusing", "never mind"));

        await().atMost(Running.PATIENCE)
                .until(() -> service.sink("refusing").path("refusals").asInt() >= 6);
        assertThat(service.get("/doctor"))
                .contains(" times in a row, and 1 deliveries wait; the last answer: HTTP 404");
        arrived("/refusing", id);
        await().atMost(Running.PATIENCE)
                .until(() -> service.sink("refusing").path("refusals").asInt() == 0);
    }

    @Test
    void a_receiver_that_does_not_answer_holds_up_no_other_sink() {
        CountDownLatch held = new CountDownLatch(1);
        Receiver.Answer silence = exchange -> {
            try (exchange) {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        RECEIVER.answers("/stuck", Stream.generate(() -> silence).limit(200).toArray(Receiver.Answer[]::new));
        try {
            String id = log.say(TestLog.missed("stuck", "for all but one"));

            arrived("/dash", id);
            assertThat(ids("/stuck")).isEmpty();
        } finally {
            held.countDown();
        }
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

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_leads_nowhere(int status) {
        RECEIVER.answers("/redirected", Receiver.status(status, "Location", RECEIVER.url("/stolen")));
        String id = log.say(TestLog.missed("redirected", "stay"));

        arrived("/redirected", id);
        assertThat(RECEIVER.requests("/stolen")).isEmpty();
        assertThat(RECEIVER.requests("/redirected"))
                .allMatch(request -> request.method().equals("POST"));
        assertThat(ids("/redirected")).containsOnlyOnce(id);
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
