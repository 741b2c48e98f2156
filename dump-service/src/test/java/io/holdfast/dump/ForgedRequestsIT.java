package io.holdfast.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.Topic;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that may only request backups cannot prevent scheduled ones, although the ids of slots are predictable. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "dump"))
@QuarkusTestResource(SourceDatabases.class)
class ForgedRequestsIT {

    private static final DatabaseId SHOP = new DatabaseId("shop");
    private static final URI SCHEDULER = URI.create("/holdfast/scheduler");
    private static final Instant FIRST_SLOT = Instant.parse("2040-01-01T02:00:00Z");

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
    void forged_requests_for_slots_do_not_prevent_scheduled_backups() {
        List<Instant> slots = IntStream.range(0, 365)
                .mapToObj(day -> FIRST_SLOT.plus(day, ChronoUnit.DAYS))
                .toList();
        slots.forEach(slot -> forge(
                slot, slot.toEpochMilli() % 2 == 0 ? "\"kind\":\"full\",\"label\":\"\\u0007\"" : "\"kind\":\"?\""));
        slots.forEach(slot -> forge(slot, "\"kind\":\"everything\""));
        await().atMost(Duration.ofMinutes(3)).until(() -> refusals() >= 2 * slots.size());

        List<BackupId> planned = List.of(plan(slots.getFirst()), plan(slots.get(100)), plan(slots.getLast()));

        planned.forEach(
                backup -> assertThat(client.hear(BackupCompleted.class, backup).database())
                        .isEqualTo(SHOP));
        assertThat(planned)
                .allSatisfy(backup ->
                        assertThat(client.all(BackupRejected.class, backup)).isEmpty());
    }

    @Test
    void a_forged_request_is_refused_with_a_reason_and_not_as_a_reply_to_the_service() {
        Instant slot = FIRST_SLOT.minus(1, ChronoUnit.DAYS);
        forge(slot, "\"kind\":\"full\"");

        BackupRejected rejected = await().atMost(Duration.ofMinutes(3))
                .until(
                        () -> client.messages()
                                .filter(BackupRejected.class::isInstance)
                                .map(BackupRejected.class::cast)
                                .filter(event -> event.message().contains(requestId(slot)))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);

        assertThat(rejected.reason()).isEqualTo(RejectionReason.SOURCE_RESERVED);
        assertThat(rejected.message()).contains("/holdfast/scheduler", "source of your own");
        assertThat(rejected.request().source()).isEqualTo(URI.create("/kafka/backup-requests"));
        assertThat(client.messages())
                .noneMatch(message ->
                        message instanceof DumpEvent event && event.backup().equals(backup(slot)));
    }

    @Test
    void a_refused_request_does_not_use_up_its_id() {
        String id = UUID.randomUUID().toString();
        BackupId backup = ask(id, "\"label\":\"" + "x".repeat(201) + "\"");
        assertThat(client.hear(BackupRejected.class, backup).reason()).isEqualTo(RejectionReason.INVALID);

        ask(id, "\"label\":\"short\"");

        assertThat(client.hear(BackupAccepted.class, backup).label()).isEqualTo("short");
        assertThat(client.hear(BackupCompleted.class, backup).label()).isEqualTo("short");
    }

    @Test
    void each_refusal_of_the_same_request_is_answered() {
        String id = UUID.randomUUID().toString();
        BackupId backup = ask(id, "\"label\":\"" + "x".repeat(201) + "\"");
        ask(id, "\"label\":\"" + "x".repeat(202) + "\"");

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() ->
                        assertThat(client.all(BackupRejected.class, backup)).hasSize(2));
    }

    private long refusals() {
        return client.messages().filter(BackupRejected.class::isInstance).count();
    }

    /** Publishes on {@code backup-requests}, like any client with write access. */
    private void forge(Instant slot, String fields) {
        client.say(Topic.BACKUP_REQUESTS, request("holdfast.backup.requested.v1", SCHEDULER, requestId(slot), fields));
    }

    private BackupId ask(String id, String fields) {
        URI source = URI.create("/ci/forged");
        client.say(Topic.BACKUP_REQUESTS, request("holdfast.backup.requested.v1", source, id, fields));
        return BackupId.ofRequest(source, id, "shop", "full");
    }

    /** Publishes like the scheduler. */
    private BackupId plan(Instant slot) {
        client.say(
                Topic.SERVICE_REQUESTS,
                request(
                        "holdfast.service.backup.requested.v1",
                        SCHEDULER,
                        requestId(slot),
                        "\"kind\":\"full\",\"slot\":\"" + slot + "\""));
        return backup(slot);
    }

    private static BackupId backup(Instant slot) {
        return BackupId.ofRequest(SCHEDULER, requestId(slot), "shop", "full");
    }

    private static String requestId(Instant slot) {
        return BackupId.requestIdOfSlot(SHOP, BackupKind.FULL, slot).toString();
    }

    private static byte[] request(String type, URI source, String id, String fields) {
        return """
                {"specversion":"1.0","type":"%s","source":"%s","id":"%s","data":{"database":"shop",%s}}""".formatted(type, source, id, fields).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
