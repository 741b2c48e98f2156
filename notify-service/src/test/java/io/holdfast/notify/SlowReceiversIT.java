package io.holdfast.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.notify.TestReceiver.Answer;
import io.holdfast.notify.TestReceiver.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receivers that are slow, do not respond, or request a pause do not delay other sinks. */
@Timeout(900)
@ExtendWith(NotifyFixture.Shared.class)
class SlowReceiversIT {

    private final NotifyFixture fixture;
    private final TestLog log;
    private final RunningNotifyService service;
    private final TestReceiver receiver;

    SlowReceiversIT(NotifyFixture fixture) {
        this.fixture = fixture;
        this.log = fixture.log;
        this.service = fixture.service;
        this.receiver = fixture.receiver;
    }

    @Test
    void a_rate_limit_of_a_receiver_applies_to_all_databases() {
        receiver.answers("/limiting", TestReceiver.status(429, "Retry-After", "0.376"));
        String first = log.say(TestLog.missed("limiting", "too early"));
        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> !receiver.requests("/limiting").isEmpty());
        String second = log.say(TestLog.missed("limiting-too", "too early as well"));

        fixture.arrived("/limiting", first);
        fixture.arrived("/limiting", second);
        List<Request> requests = receiver.requests("/limiting");
        assertThat(requests).hasSize(3);
        assertThat(Duration.between(requests.get(0).at(), requests.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(fixture.ids("/limiting")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void a_pause_in_seconds_fractions_or_as_a_date_is_respected() {
        Instant end = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        receiver.answers("/whole", limit("1"), limit("1"));
        receiver.answers("/fraction", limit("0.376"), limit("0.376"));
        receiver.answers("/dated", limit(DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atZone(ZoneOffset.UTC))));
        List<String> names = List.of("whole", "fraction", "dated");

        List<String> ids = names.stream()
                .map(name -> log.say(TestLog.missed(name, "too early")))
                .toList();

        for (int i = 0; i < names.size(); i++) {
            fixture.arrived("/" + names.get(i), ids.get(i));
            assertThat(receiver.requests("/" + names.get(i)))
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly(ids.get(i));
        }
        assertThat(pauses("/whole")).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) >= 0);
        assertThat(pauses("/fraction")).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) >= 0);
        assertThat(pauses("/dated")).hasSize(1);
        assertThat(receiver.requests("/dated").getLast().at()).isAfterOrEqualTo(end);
    }

    private static Answer limit(String retryAfter) {
        return TestReceiver.status(429, "Retry-After", retryAfter);
    }

    /** Returns the time between two requests. */
    private List<Duration> pauses(String path) {
        List<Instant> at = receiver.requests(path).stream().map(Request::at).toList();
        return IntStream.range(1, at.size())
                .mapToObj(i -> Duration.between(at.get(i - 1), at.get(i)))
                .toList();
    }

    @Test
    void a_receiver_that_does_not_respond_does_not_delay_other_sinks() {
        CountDownLatch held = new CountDownLatch(1);
        Answer silence = exchange -> waitFor(held);
        receiver.answers("/stuck", Stream.generate(() -> silence).limit(200).toArray(Answer[]::new));
        try {
            String id = log.say(TestLog.missed("stuck", "for all but one"));

            fixture.arrived("/dash", id);
            assertThat(fixture.ids("/stuck")).isEmpty();
        } finally {
            held.countDown();
        }
    }

    /** The status decides; the sink's timeout ends the wait for the body. */
    @Test
    void a_response_that_stops_after_its_headers_is_one_delivery_and_does_not_delay_other_sinks() {
        CountDownLatch held = new CountDownLatch(1);
        receiver.answers("/half", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().flush();
            waitFor(held);
        });
        try {
            String id = log.say(TestLog.missed("half", "half an answer"));

            fixture.arrived("/dash", id);
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> service.json("/deliveries?sink=half&state=delivered")
                                    .size()
                            == 1);
            assertThat(receiver.requests("/half")).hasSize(1);
        } finally {
            held.countDown();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_delivery_to_a_slow_receiver_is_retried() {
        receiver.answers("/slow", exchange -> {
            try (exchange) {
                await().pollDelay(Duration.ofMillis(600)).until(() -> true);
                exchange.sendResponseHeaders(204, -1);
            }
        });
        String id = log.say(TestLog.missed("slow", "in time"));

        fixture.arrived("/slow", id);
        assertThat(receiver.requests("/slow")).hasSizeGreaterThan(1);
    }

    @Test
    void an_endless_response_is_cancelled() {
        receiver.answers("/dribbling", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int n = 0; n < 100; n++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            }
        });
        log.sayProblems("dribbling", 1);
        String next = log.say(TestLog.missed("dribbling-too", "not held up"));

        fixture.arrived("/dribbling", next);
    }
}
