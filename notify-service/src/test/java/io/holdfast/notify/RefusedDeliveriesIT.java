package io.holdfast.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.notify.TestReceiver.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused deliveries: retries, alerts, and deliveries that are given up. */
@Timeout(900)
@ExtendWith(NotifyFixture.Shared.class)
class RefusedDeliveriesIT {

    private final NotifyFixture fixture;
    private final TestLog log;
    private final RunningNotifyService service;
    private final TestReceiver receiver;

    RefusedDeliveriesIT(NotifyFixture fixture) {
        this.fixture = fixture;
        this.log = fixture.log;
        this.service = fixture.service;
        this.receiver = fixture.receiver;
    }

    @Test
    void refused_deliveries_are_retried_and_the_order_of_the_database_is_kept() {
        receiver.answers(
                "/moody",
                TestReceiver.status(500),
                TestReceiver.status(503),
                TestReceiver.status(404),
                TestReceiver.status(400));
        List<String> said = log.sayProblems("moody", 4);

        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> receiver.accepted("/moody").size() == 4);
        assertThat(fixture.ids("/moody")).containsExactlyElementsOf(said);
        assertThat(receiver.requests("/moody").stream().map(request -> request.eventId()))
                .startsWith(said.getFirst(), said.getFirst(), said.getFirst(), said.getFirst(), said.getFirst());
        assertThat(receiver.requests("/moody"))
                .allSatisfy(request -> assertThat(request.header("webhook-id")).isEqualTo(request.eventId()));
    }

    @Test
    void nothing_is_sent_after_http_410_until_the_settings_change() {
        receiver.answers("/gone", TestReceiver.status(410));
        String first = log.say(TestLog.missed("gone", "nobody is there"));
        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> service.sink("gone").hasNonNull("goneAt"));
        String second = log.say(TestLog.missed("gone-too", "nor here"));
        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> service.sink("gone").path("pending").asInt() == 2);
        // If the second event had been sent to this sink, it would have been sent before the third one arrives at
        // another sink.
        fixture.arrived("/dash", log.say(TestLog.missed("gone-by", "elsewhere")));

        assertThat(receiver.requests("/gone")).hasSize(1);
        awaitDoctor(
                "because the receiver no longer accepts notifications (HTTP 410); 2 deliveries are pending; last response: HTTP 410");
        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> service.get("/q/metrics").contains("holdfast_notify_gone{sink=\"gone\"} 1.0"));

        fixture.redirectGone("/here");

        fixture.arrived("/here", first);
        fixture.arrived("/here", second);
        assertThat(receiver.requests("/gone")).hasSize(1);
        assertThat(service.sink("gone").hasNonNull("goneAt")).isFalse();
    }

    @Test
    void a_temporary_404_is_retried() {
        receiver.answers("/chat404", TestReceiver.status(404), TestReceiver.status(404));
        String id = log.say(TestLog.missed("chat404", "in a moment"));

        assertThat(fixture.arrived("/chat404", id).header("webhook-id")).isEqualTo(id);
        assertThat(receiver.requests("/chat404")).hasSize(3);
    }

    @Test
    void repeated_refusals_raise_an_alert_and_the_event_is_delivered_later() {
        receiver.answers(
                "/refusing",
                Stream.generate(() -> TestReceiver.status(404)).limit(500).toArray(Answer[]::new));
        String id = log.say(TestLog.missed("refusing", "never mind"));

        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> service.sink("refusing").path("refusals").asInt() >= 6);
        awaitDoctor(" attempts in a row; 1 deliveries are pending; last response: HTTP 404");
        receiver.accepts("/refusing");
        fixture.arrived("/refusing", id);
        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> service.sink("refusing").path("refusals").asInt() == 0);
    }

    /** The report of the doctor is cached for some seconds. */
    private void awaitDoctor(String text) {
        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> service.get("/doctor").contains(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) {
        receiver.answers("/redirected", TestReceiver.status(status, "Location", receiver.url("/stolen")));
        String id = log.say(TestLog.missed("redirected", "stay"));

        fixture.arrived("/redirected", id);
        assertThat(receiver.requests("/stolen")).isEmpty();
        assertThat(receiver.requests("/redirected"))
                .allMatch(request -> request.method().equals("POST"));
        assertThat(fixture.ids("/redirected")).containsOnlyOnce(id);
    }

    @Test
    void a_delivery_that_is_given_up_is_recorded_and_the_next_one_is_sent() {
        receiver.answers(
                "/hopeless",
                Stream.generate(() -> TestReceiver.status(503)).limit(12).toArray(Answer[]::new));
        String first = log.say(TestLog.missed("hopeless", "never arrives"));

        await().atMost(RunningNotifyService.PATIENCE)
                .until(() ->
                        service.json("/deliveries?sink=hopeless&state=given_up").size() == 1);
        assertThat(service.json("/deliveries?sink=hopeless&state=given_up")
                        .get(0)
                        .path("eventId")
                        .asText())
                .isEqualTo(first);
        assertThat(service.get("/q/metrics")).contains("holdfast_notify_given_up{sink=\"hopeless\"");
        awaitDoctor("1 deliveries were given up within a day");
    }

    @Test
    void a_url_that_redirects_is_reported_as_wrong_and_not_delivered() {
        receiver.answers(
                "/misplaced",
                Stream.generate(() -> TestReceiver.status(301, "Location", receiver.url("/stolen")))
                        .limit(500)
                        .toArray(Answer[]::new));

        log.say(TestLog.missed("misplaced", "stay"));

        await().atMost(RunningNotifyService.PATIENCE)
                .until(() -> service.sink("misplaced")
                        .path("lastAnswer")
                        .asText()
                        .endsWith("the URL of the sink is wrong, and redirects are not followed"));
        assertThat(service.sink("misplaced").path("pending").asInt()).isEqualTo(1);
        assertThat(receiver.requests("/stolen")).isEmpty();
    }
}
