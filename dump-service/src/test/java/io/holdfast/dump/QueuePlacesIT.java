package io.holdfast.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.Topic;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of others cannot prevent or delay scheduled backups. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class QueuePlacesIT {

    private static final URI SCHEDULER = URI.create("/holdfast/scheduler");

    private final List<BackupId> wanted = new ArrayList<>();
    private DumpTestClient client;

    @BeforeEach
    void start_test_client() {
        client = new DumpTestClient();
    }

    @AfterEach
    void stop_test_client() {
        client.close();
    }

    @Test
    void a_scheduled_backup_is_accepted_and_runs_first_if_the_queue_is_full() throws Exception {
        BackupId planned;
        try (Connection door = SourceDatabases.connect("locked")) {
            door.setAutoCommit(false);
            door.createStatement().execute("lock table door in access exclusive mode");
            for (int i = 0; i < 30; i++) {
                wanted.add(want("/ci/" + i % 3));
            }
            assertThat(accepted(wanted)).isEqualTo(20);

            planned = plan();

            client.hear(BackupAccepted.class, planned);
            door.rollback();
        }
        client.hear(BackupCompleted.class, planned);
        assertThat(startedBefore(planned)).hasSizeLessThanOrEqualTo(1);
        await().atMost(Duration.ofMinutes(3)).until(() -> completed(wanted) == 20);
    }

    @Test
    void a_source_that_exceeds_its_limit_is_refused_temporarily() throws Exception {
        try (Connection door = SourceDatabases.connect("locked")) {
            door.setAutoCommit(false);
            door.createStatement().execute("lock table door in access exclusive mode");
            for (int i = 0; i < 17; i++) {
                wanted.add(want("/ci/loop"));
            }

            assertThat(accepted(wanted)).isEqualTo(15);

            assertThat(wanted.stream().flatMap(backup -> client.all(BackupRejected.class, backup)))
                    .extracting(BackupRejected::reason)
                    .containsExactlyInAnyOrder(RejectionReason.SOURCE_LIMIT, RejectionReason.SOURCE_PAUSED);
            client.hear(BackupAccepted.class, want("/ci/other"));
            door.rollback();
        }
        await().atMost(Duration.ofMinutes(3)).until(() -> completed(wanted) == 15);
    }

    /** Returns the number of such replies after all requests have a reply. */
    private long accepted(List<BackupId> backups) {
        Set<BackupId> open = new HashSet<>(backups);
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            client.messages().forEach(message -> {
                if (message instanceof BackupAccepted event) {
                    open.remove(event.backup());
                } else if (message instanceof BackupRejected event) {
                    open.remove(event.backup());
                }
            });
            return open.isEmpty();
        });
        return backups.stream()
                .filter(backup ->
                        client.all(BackupAccepted.class, backup).findAny().isPresent())
                .count();
    }

    /** Returns the number of this test's runs of the same database that started earlier. */
    private List<BackupId> startedBefore(BackupId planned) {
        return client.messages()
                .filter(BackupStarted.class::isInstance)
                .map(BackupStarted.class::cast)
                .filter(event -> event.backup().equals(planned) || wanted.contains(event.backup()))
                .takeWhile(event -> !event.backup().equals(planned))
                .map(BackupStarted::backup)
                .distinct()
                .toList();
    }

    private long completed(List<BackupId> backups) {
        return client.messages()
                .filter(message -> message instanceof BackupCompleted event && backups.contains(event.backup()))
                .count();
    }

    private BackupId want(String source) {
        String id = UUID.randomUUID().toString();
        say(Topic.BACKUP_REQUESTS, "holdfast.backup.requested.v1", URI.create(source), id);
        return BackupId.ofRequest(URI.create(source), id, "locked", "full");
    }

    private BackupId plan() {
        String id = UUID.randomUUID().toString();
        say(Topic.SERVICE_REQUESTS, "holdfast.service.backup.requested.v1", SCHEDULER, id);
        return BackupId.ofRequest(SCHEDULER, id, "locked", "full");
    }

    private void say(Topic topic, String type, URI source, String id) {
        client.say(topic, """
                {"specversion":"1.0","type":"%s","source":"%s","id":"%s","data":{"database":"locked","kind":"full"}}""".formatted(type, source, id).getBytes(StandardCharsets.UTF_8));
    }
}
