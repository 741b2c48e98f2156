package io.holdfast.e2e.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.KafkaCluster;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers that replicate every record, with acknowledgements by two of them. Any one of them may fail. */
@Tag("long")
class ThreeBrokersIT {

    private static final Duration LONG = Duration.ofMinutes(8);
    private static final int REQUESTS_IN_EACH_PHASE = 5;
    private static final String APP = "app";

    @TempDir
    static Path home;

    @Test
    void each_broker_is_killed_in_turn_under_load_and_nothing_is_lost_or_done_twice() throws Exception {
        try (KafkaCluster cluster = KafkaCluster.start(home, 3)) {
            Map<String, Object> kafka = Map.of("bootstrap.servers", cluster.bootstrap());
            try (Admin admin = Admin.create(kafka)) {
                admin.createTopics(DeclaredBroker.topics((short) 3)).all().get(5, TimeUnit.MINUTES);
            }
            try (Installation installation = Installation.on(kafka, plan -> onCluster(plan, cluster), APP)) {
                installation.source().execute(APP, "create table t (id int)", "insert into t values (1)");
                List<BackupId> requested = new ArrayList<>();

                for (KafkaBroker broker : cluster.brokers()) {
                    ask(installation, requested);
                    broker.kill();
                    ask(installation, requested);
                    installation.log().await(requested.getLast(), BackupCompleted.class, LONG);
                    broker.restart();
                    awaitInSync(kafka);
                }

                requested.forEach(backup -> installation.log().await(backup, BackupVerified.class, LONG));
                assertBalanced(installation, requested);
            }
        }
    }

    private static LocalStackPlan onCluster(LocalStackPlan plan, KafkaCluster cluster) {
        plan.onKafka(cluster.bootstrap());
        LocalStack.SERVICES.forEach(service -> plan.with(service, "holdfast.log.create-topics", "false"));
        return plan.with("verify-service", "holdfast.databases." + APP + ".drill.enabled", "false")
                .with("dump-service", "holdfast.dump.queue-limit", "100")
                .with("dump-service", "holdfast.dump.source-limit", "100")
                .with("dump-service", "holdfast.dump.per-server", "2")
                .with("dump-service", "holdfast.dump.poll", "200ms");
    }

    private static void ask(Installation installation, List<BackupId> requested) {
        for (int i = 0; i < REQUESTS_IN_EACH_PHASE; i++) {
            requested.add(installation.request(APP));
        }
    }

    /**
     * The next broker may be killed only after every record is on all three again. Otherwise more than one would be
     * missing.
     */
    private static void awaitInSync(Map<String, Object> kafka) {
        try (Admin admin = Admin.create(kafka)) {
            List<String> topics = DeclaredBroker.topics((short) 3).stream()
                    .map(topic -> topic.name())
                    .toList();
            await().atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> admin.describeTopics(topics).allTopicNames().get(5, TimeUnit.MINUTES).values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.isr().size() == 3));
        }
    }

    private static void assertBalanced(Installation installation, List<BackupId> requested) {
        for (BackupId backup : requested) {
            assertThat(installation.log().about(backup, DumpEvent.class).stream()
                            .<Class<?>>map(Object::getClass)
                            .toList())
                    .as("the events of " + backup)
                    .containsExactly(BackupAccepted.class, BackupStarted.class, BackupCompleted.class);
        }
        assertThat(installation.files())
                .filteredOn(name -> name.endsWith(".dump") || name.endsWith(".partial"))
                .containsExactlyInAnyOrderElementsOf(installation.log().published(BackupCompleted.class).stream()
                        .map(completed -> completed.copies().getFirst().key())
                        .collect(Collectors.toSet()));
    }
}
