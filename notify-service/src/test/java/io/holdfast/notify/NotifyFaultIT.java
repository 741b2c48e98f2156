package io.holdfast.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.codec.Json;
import io.holdfast.localstack.testing.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged service, killed where it hurts: nothing is lost, nothing overtakes, and what is repeated has its own id. */
@Timeout(400)
class NotifyFaultIT {

    private static final String DATABASE = "killed";
    private static final Path LOG = Path.of("target/notify-fault-it.log");

    /** Each between two things that a crash could tear apart. */
    private static final List<String> DEATHS = List.of(
            Death.after("postgres.Missed", "keep"),
            Death.after("postgres.Deliveries", "write"),
            Death.after("postgres.Lanes", "claim", "$!.isPresent()"),
            Death.after("webhook.WebhookSender", "send"),
            Death.after("postgres.Lanes", "delivered"));

    private final Receiver receiver = new Receiver();
    private final Map<String, String> settings = settings();
    private final TestLog log = new TestLog(Ground.kafka().bootstrap());

    @AfterEach
    void end() {
        receiver.close();
        log.close();
    }

    @Test
    void killed_at_each_step_it_still_tells_everything_in_order() {
        List<String> said = new ArrayList<>(log.sayProblems(DATABASE, 3));
        Running.start(settings, LOG).awaitReady().kill();
        settings.putAll(sink());
        for (String death : DEATHS) {
            try (Running service = Running.start(settings, LOG, death)) {
                said.addAll(log.sayProblems(DATABASE, 3));
                await().atMost(Running.PATIENCE).until(() -> !service.isAlive());
            }
        }

        try (Running service = Running.start(settings, LOG).awaitReady()) {
            await().atMost(Running.PATIENCE).until(() -> distinct().size() == said.size());
            assertThat(distinct()).containsExactlyElementsOf(said);
            assertThat(arrivals().size() - said.size()).isBetween(1, 2);
            await().atMost(Running.PATIENCE)
                    .until(() -> service.sink("told").path("pending").asInt() == 0);
            assertThat(service.json("/deliveries?sink=told&state=delivered")).hasSize(said.size());
        }
    }

    private List<String> distinct() {
        return arrivals().stream().distinct().toList();
    }

    private List<String> arrivals() {
        return receiver.accepted("/told").stream().map(NotifyFaultIT::id).toList();
    }

    private static String id(Receiver.Request request) {
        try {
            return Json.mapper().readTree(request.body()).path("id").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> settings() {
        Ground ground = new Ground();
        ground.init(Map.of("schema", "notify_faults"));
        Map<String, String> all = new HashMap<>(ground.start());
        all.put("quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", "notify_faults");
        all.put("quarkus.flyway.default-schema", "notify_faults");
        all.put("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000");
        all.put("holdfast.notify.poll", "PT0.1S");
        all.put("holdfast.notify.lease", "PT2S");
        return all;
    }

    private Map<String, String> sink() {
        String sink = "holdfast.notify.sinks.told.";
        return Map.of(
                sink + "url", receiver.url("/told"),
                sink + "from", "beginning",
                sink + "databases", DATABASE,
                sink + "timeout", "PT1S",
                sink + "allow-plain-http", "true",
                sink + "allow-private-addresses", "true");
    }
}
