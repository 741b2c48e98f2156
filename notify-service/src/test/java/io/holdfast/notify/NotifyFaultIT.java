package io.holdfast.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.testing.TestInfrastructure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kills the packaged service at critical steps. No event is lost, the order is kept, and repeated events have the same id. */
@Timeout(900)
class NotifyFaultIT {

    private static final Path LOG = Path.of("target/notify-fault-it.log");

    /** The receiver has the event, and the catalog does not contain the result yet. */
    private static final String SENT = KillRule.after("webhook.WebhookSender", "send");

    /** Each test uses its own sinks and database in the same catalog. */
    private final String database = "killed-" + UUID.randomUUID().toString().substring(0, 8);

    private final TestReceiver receiver = new TestReceiver();
    private final Map<String, String> settings = settings();
    private final TestLog log = new TestLog(TestInfrastructure.kafka().bootstrap());

    @AfterEach
    void end() {
        receiver.close();
        log.close();
    }

    @Test
    void after_a_kill_between_response_and_commit_one_event_is_repeated_and_the_order_is_kept() {
        List<String> said = killed(SENT);

        assertToldInOrder(said, 1);
    }

    @Tag("long")
    @Test
    void after_a_kill_at_each_step_all_events_are_delivered_in_order() {
        List<String> said = killed(
                KillRule.after("postgres.SinkBackfillRepository", "keep"),
                KillRule.after("postgres.NotificationDeliveryWriter", "write"),
                KillRule.after("postgres.DeliveryQueue", "claim", "$!.isPresent()"),
                SENT,
                KillRule.after("postgres.DeliveryQueue", "delivered"));

        assertToldInOrder(said, 1);
    }

    /** Publishes a history without the sink, and then restarts the service after each kill. Returns the published ids. */
    private List<String> killed(String... deaths) {
        List<String> said = new ArrayList<>(log.sayProblems(database, 3));
        RunningNotifyService.start(settings, LOG).awaitReady().kill();
        settings.putAll(sink("told", "beginning"));
        for (String death : deaths) {
            try (RunningNotifyService service = RunningNotifyService.start(settings, LOG, death)) {
                said.addAll(log.sayProblems(database, 3));
                await().atMost(RunningNotifyService.PATIENCE).until(() -> !service.isAlive());
            }
        }
        return said;
    }

    private void assertToldInOrder(List<String> said, int repeats) {
        try (RunningNotifyService service =
                RunningNotifyService.start(settings, LOG).awaitReady()) {
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> distinct("/told").size() == said.size());
            assertThat(distinct("/told")).containsExactlyElementsOf(said);
            assertThat(arrivals("/told")).hasSize(said.size() + repeats);
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> service.sink(named("told")).path("pending").asInt() == 0);
            assertThat(service.json("/deliveries?sink=" + named("told") + "&state=delivered"))
                    .hasSize(said.size());
        }
    }

    @Test
    void a_sink_that_is_configured_again_receives_the_missed_events() {
        settings.putAll(sink("witness", "now"));
        Map<String, String> with = new HashMap<>(settings);
        with.putAll(sink("back", "now"));
        String before;
        try (RunningNotifyService service =
                RunningNotifyService.start(with, LOG).awaitReady()) {
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> !service.sink(named("back")).isMissingNode());
            before = log.say(TestLog.missed(database, "before"));
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> distinct("/back").contains(before));
            service.stop();
        }
        List<String> missed = meanwhile(2);

        try (RunningNotifyService service =
                RunningNotifyService.start(with, LOG).awaitReady()) {
            String after = log.say(TestLog.missed(database, "after"));
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> distinct("/back").contains(after));
            assertThat(distinct("/back")).containsExactly(before, missed.get(0), missed.get(1), after);
            assertThat(service.sink(named("back")).path("catchingUp").asBoolean())
                    .isFalse();
        }
    }

    /** Publishes events while the sink is not configured. */
    private List<String> meanwhile(int number) {
        try (RunningNotifyService service =
                RunningNotifyService.start(settings, LOG).awaitReady()) {
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> !service.sink(named("back")).path("configured").asBoolean());
            List<String> said = log.sayProblems(database, number);
            await().atMost(RunningNotifyService.PATIENCE)
                    .until(() -> distinct("/witness").containsAll(said));
            service.stop();
            return said;
        }
    }

    private List<String> distinct(String path) {
        return arrivals(path).stream().distinct().toList();
    }

    private List<String> arrivals(String path) {
        return receiver.accepted(path).stream()
                .map(TestReceiver.Request::eventId)
                .toList();
    }

    private static Map<String, String> settings() {
        TestInfrastructure fixture = new TestInfrastructure();
        fixture.init(Map.of("schema", "notify_faults"));
        Map<String, String> all = new HashMap<>(fixture.start());
        all.put("quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", "notify_faults");
        all.put("quarkus.flyway.default-schema", "notify_faults");
        // The service of other tests may still run, and would share the partitions of the consumer group.
        all.put("mp.messaging.incoming.backup-events.group.id", "notify-faults");
        all.put("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000");
        all.put("holdfast.notify.poll", "PT0.1S");
        all.put("holdfast.notify.lease", "PT2S");
        return all;
    }

    private String named(String sink) {
        return sink + "-" + database;
    }

    private Map<String, String> sink(String name, String from) {
        String sink = "holdfast.notify.sinks." + named(name) + ".";
        return Map.of(
                sink + "url",
                receiver.url("/" + name),
                sink + "from",
                from,
                sink + "databases",
                database,
                sink + "timeout",
                "PT1S",
                sink + "allow-plain-http",
                "true",
                sink + "allow-private-addresses",
                "true");
    }
}
