package io.holdfast.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.testing.Ground;
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

/** The packaged service, killed where it hurts: nothing is lost, nothing overtakes, and what is repeated has its own id. */
@Timeout(400)
class NotifyFaultIT {

    private static final Path LOG = Path.of("target/notify-fault-it.log");

    /** The receiver has it, and the books do not know. */
    private static final String SENT = Death.after("webhook.WebhookSender", "send");

    /** Each test has sinks and a database of its own in the same books. */
    private final String database = "killed-" + UUID.randomUUID().toString().substring(0, 8);

    private final Receiver receiver = new Receiver();
    private final Map<String, String> settings = settings();
    private final TestLog log = new TestLog(Ground.kafka().bootstrap());

    @AfterEach
    void end() {
        receiver.close();
        log.close();
    }

    @Test
    void killed_between_the_answer_and_the_books_it_tells_everything_in_order_and_one_thing_twice() {
        List<String> said = killed(SENT);

        assertToldInOrder(said, 1);
    }

    @Tag("long")
    @Test
    void killed_at_each_step_it_still_tells_everything_in_order() {
        List<String> said = killed(
                Death.after("postgres.Missed", "keep"),
                Death.after("postgres.Deliveries", "write"),
                Death.after("postgres.Lanes", "claim", "$!.isPresent()"),
                SENT,
                Death.after("postgres.Lanes", "delivered"));

        assertToldInOrder(said, 1);
    }

    /** A history without the sink, and then one short life after the other; gives what was said. */
    private List<String> killed(String... deaths) {
        List<String> said = new ArrayList<>(log.sayProblems(database, 3));
        Running.start(settings, LOG).awaitReady().kill();
        settings.putAll(sink("told", "beginning"));
        for (String death : deaths) {
            try (Running service = Running.start(settings, LOG, death)) {
                said.addAll(log.sayProblems(database, 3));
                await().atMost(Running.PATIENCE).until(() -> !service.isAlive());
            }
        }
        return said;
    }

    private void assertToldInOrder(List<String> said, int repeats) {
        try (Running service = Running.start(settings, LOG).awaitReady()) {
            await().atMost(Running.PATIENCE).until(() -> distinct("/told").size() == said.size());
            assertThat(distinct("/told")).containsExactlyElementsOf(said);
            assertThat(arrivals("/told")).hasSize(said.size() + repeats);
            await().atMost(Running.PATIENCE)
                    .until(() -> service.sink(named("told")).path("pending").asInt() == 0);
            assertThat(service.json("/deliveries?sink=" + named("told") + "&state=delivered"))
                    .hasSize(said.size());
        }
    }

    @Test
    void a_sink_that_was_taken_out_of_the_settings_and_comes_back_is_told_what_it_missed() {
        settings.putAll(sink("witness", "now"));
        Map<String, String> with = new HashMap<>(settings);
        with.putAll(sink("back", "now"));
        String before;
        try (Running service = Running.start(with, LOG).awaitReady()) {
            await().atMost(Running.PATIENCE)
                    .until(() -> !service.sink(named("back")).isMissingNode());
            before = log.say(TestLog.missed(database, "before"));
            await().atMost(Running.PATIENCE).until(() -> distinct("/back").contains(before));
            service.stop();
        }
        List<String> missed = meanwhile(2);

        try (Running service = Running.start(with, LOG).awaitReady()) {
            String after = log.say(TestLog.missed(database, "after"));
            await().atMost(Running.PATIENCE).until(() -> distinct("/back").contains(after));
            assertThat(distinct("/back")).containsExactly(before, missed.get(0), missed.get(1), after);
            assertThat(service.sink(named("back")).path("catchingUp").asBoolean())
                    .isFalse();
        }
    }

    /** What happens while the service knows nothing of the sink. */
    private List<String> meanwhile(int number) {
        try (Running service = Running.start(settings, LOG).awaitReady()) {
            await().atMost(Running.PATIENCE)
                    .until(() -> !service.sink(named("back")).path("configured").asBoolean());
            List<String> said = log.sayProblems(database, number);
            await().atMost(Running.PATIENCE).until(() -> distinct("/witness").containsAll(said));
            service.stop();
            return said;
        }
    }

    private List<String> distinct(String path) {
        return arrivals(path).stream().distinct().toList();
    }

    private List<String> arrivals(String path) {
        return receiver.accepted(path).stream().map(Receiver.Request::eventId).toList();
    }

    private static Map<String, String> settings() {
        Ground ground = new Ground();
        ground.init(Map.of("schema", "notify_faults"));
        Map<String, String> all = new HashMap<>(ground.start());
        all.put("quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", "notify_faults");
        all.put("quarkus.flyway.default-schema", "notify_faults");
        // The service of other tests may still run in this JVM; both would share the partitions of one group.
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
