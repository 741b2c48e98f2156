package io.holdfast.notify.webhook;

import static io.holdfast.notify.webhook.RawReceiver.says;
import static io.holdfast.notify.webhook.RawReceiver.saysAndResets;
import static io.holdfast.notify.webhook.RawReceiver.saysAndWaits;
import static io.holdfast.notify.webhook.RawReceiver.saysWithoutEnd;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.notify.notifying.DeliveryBackoff;
import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.notifying.PermittedAddresses;
import io.holdfast.notify.notifying.RetryDecision;
import io.holdfast.notify.notifying.Subscription;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.settings.NotifySettings.Format;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.webhook.RawReceiver.Temper;
import io.holdfast.settings.sink.SinkAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Receivers with slow, missing, endless, or invalid responses. Each attempt ends in time with the correct result. */
class ReceiverTempersTest {

    /** Timeout of the cases that end with a timeout. */
    private static final Duration SHORT = Duration.ofMillis(400);

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TOO_LONG = "no response within 400 ms";
    private static final String BROKEN_OFF = "the receiver closed the connection without a response";

    private final WebhookHttpClientFactory clients = new WebhookHttpClientFactory();
    private final WebhookSender sender = new WebhookSender(clients, Clock.systemUTC());

    @AfterEach
    void end() {
        clients.close();
    }

    static Stream<Arguments> whatArrives() {
        return Stream.of(
                temper("204", says("HTTP/1.1 204 No Content\r\n\r\n")),
                temper("200, empty", says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
                temper("200, no length", says("HTTP/1.1 200 OK\r\n\r\nok")),
                temper(
                        "200, HTML for JSON",
                        says("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n"
                                + "Content-Type: application/json\r\n\r\n<html>")),
                temper("204 with a body", says("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok")),
                temper("200, shorter than it says", says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")),
                temper("200, reset in the body", saysAndResets("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")),
                temper("200, broken chunks", says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")),
                temper(
                        "200, broken gzip",
                        says("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n" + "Content-Length: 2\r\n\r\nok")),
                temper("200, then silence", saysAndWaits("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")),
                temper("200, a body without end", saysWithoutEnd("HTTP/1.1 200 OK\r\n\r\n", "x")),
                temper(
                        "200, a huge body",
                        saysWithoutEnd("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "x")),
                temper(
                        "102 and then 200",
                        says("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\n" + "Content-Length: 0\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatArrives")
    void a_status_of_2xx_is_one_delivery_regardless_of_the_body(String name, Temper temper) {
        Attempt attempt = attempt(temper, name.endsWith("silence") ? Duration.ofSeconds(2) : LONG);

        assertThat(attempt.outcome()).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(attempt.requests()).isEqualTo(1);
        assertThat(attempt.took()).isLessThan(LONG);
    }

    static Stream<Arguments> whatDoesNot() {
        return Stream.of(
                temper("silence", saysAndWaits(""), TOO_LONG),
                temper("half a status", saysAndWaits("HTTP/1.1 20"), TOO_LONG),
                temper("half a head", saysAndWaits("HTTP/1.1 200 OK\r\nContent-"), TOO_LONG),
                temper("a byte now and then", ReceiverTempersTest::dribbles, TOO_LONG),
                temper("nothing", says(""), BROKEN_OFF),
                temper("half a status, and the end", says("HTTP/1.1 2"), BROKEN_OFF),
                temper("no HTTP", says("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n\r\n\r\n"), BROKEN_OFF),
                temper("reset", saysAndResets(""), "connection reset"),
                temper(
                        "a line without end",
                        saysWithoutEnd("HTTP/1.1 200 OK\r\nX: ", "x"),
                        "the response headers exceed the limits"),
                temper(
                        "headers without end",
                        saysWithoutEnd("HTTP/1.1 200 OK\r\n", "X: y\r\n"),
                        "the response headers exceed the limits"),
                temper("only beginnings", saysWithoutEnd("", "HTTP/1.1 102 Processing\r\n\r\n"), TOO_LONG),
                temper("410", says("HTTP/1.1 410 Gone\r\nContent-Length: 9\r\n\r\n"), "HTTP 410"),
                temper(
                        "500, reset in the body",
                        saysAndResets("HTTP/1.1 500 E\r\nContent-Length: 9\r\n\r\n"),
                        "HTTP 500"),
                temper(
                        "429, a wish that breaks off",
                        says("HTTP/1.1 429 Slow\r\nContent-Length: 99\r\n\r\n{\"retry_after\": 3"),
                        "HTTP 429"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatDoesNot")
    void every_other_response_is_a_failure_and_ends_in_time(String name, Temper temper, String words) {
        Attempt attempt = attempt(temper, words.equals(TOO_LONG) ? SHORT : LONG);

        assertThat(attempt.outcome())
                .isInstanceOfSatisfying(
                        DeliveryResult.Failed.class,
                        failed -> assertThat(failed.answer()).startsWith(words));
        assertThat(attempt.requests()).isLessThanOrEqualTo(1);
        assertThat(attempt.took()).isLessThan(LONG);
    }

    private record Attempt(DeliveryResult outcome, int requests, Duration took) {}

    private Attempt attempt(Temper temper, Duration timeout) {
        try (RawReceiver receiver = new RawReceiver(temper)) {
            long start = System.nanoTime();
            DeliveryResult outcome = sender.send(
                    sink(receiver.url(), timeout),
                    new DeliveryPayload("/test", "e1", "t", "{}".getBytes(StandardCharsets.UTF_8), 1));
            return new Attempt(outcome, receiver.requests(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Sends single bytes, each of which restarts a read timeout. */
    private static void dribbles(OutputStream out, Socket connection) throws IOException {
        connection.setSoTimeout(50);
        for (char each : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".toCharArray()) {
            out.write(each);
            out.flush();
            try {
                if (connection.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                // The pause is over.
                continue;
            }
        }
    }

    private static Arguments temper(String name, Temper temper) {
        return Arguments.of(name, temper);
    }

    private static Arguments temper(String name, Temper temper, String words) {
        return Arguments.of(name, temper, words);
    }

    private static Sink sink(String url, Duration timeout) {
        return new Sink(
                "sink",
                Format.CLOUDEVENTS,
                new Subscription(Set.of(), Set.of(Subscription.ALL)),
                false,
                () -> SinkAddress.parse(url),
                List::of,
                Map.of(),
                timeout,
                new RetryDecision.Rule(
                        new DeliveryBackoff(Duration.ofSeconds(1), Duration.ofSeconds(1)), Optional.empty()),
                new PermittedAddresses(true, List.of()),
                Optional.empty());
    }
}
