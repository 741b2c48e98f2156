package io.holdfast.retention;

import static io.holdfast.retention.TestTimeouts.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.OperatorEvent.ExpiryWithheld;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.retention.expiring.AnnounceExpiry;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.DeletionIntent;
import io.holdfast.retention.expiring.InterruptedRecords;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.postgres.JdbcBackupRepository;
import io.holdfast.retention.postgres.LeaderLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plan, announcement and deletion with a real broker, a real catalog and real files. */
@SuppressWarnings("NullAway.Init") // Quarkus fills a test's fields in
@QuarkusTest
@TestProfile(TestInfrastructureProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "retention"))
class DeletionIT {

    @TestHTTPResource
    URI http;

    @Inject
    AnnounceExpiry announcing;

    @Inject
    RetentionPolicies policies;

    @Inject
    JdbcBackupRepository repository;

    @Inject
    LeaderLock oneAtATime;

    private final TestLog log = new TestLog();
    private final Artifacts artifacts = new Artifacts(log);
    private ShownByHttp shownByHttp;

    @BeforeEach
    void look() {
        shownByHttp = new ShownByHttp(http);
    }

    @AfterEach
    void close() {
        SettableMachineClock.isWrongBy(Duration.ZERO);
        log.close();
    }

    @Test
    void an_old_backup_is_deleted_and_the_deletion_is_published() {
        BackupCompleted old = artifacts.verified("daily", days(40));
        List<BackupCompleted> newer = threeNewer("daily");

        patiently()
                .untilAsserted(() -> assertThat(log.published(BackupExpired.class, "daily"))
                        .extracting(BackupExpired::backup)
                        .containsExactly(old.backup()));

        assertThat(Artifacts.file(old)).doesNotExist();
        assertThat(Artifacts.checksumOf(old)).doesNotExist();
        assertThat(newer)
                .allSatisfy(backup -> assertThat(Artifacts.file(backup)).exists());
        assertThat(shownByHttp.state(old.backup())).isEqualTo("expired");
        assertThat(shownByHttp.get("/backups/" + old.backup()).path("history"))
                .extracting(event -> event.path("type").asText())
                .contains("holdfast.backup.expiring.v1", "holdfast.copy.expired.v1", "holdfast.backup.expired.v1");
    }

    @Test
    void a_hold_that_arrives_between_plan_and_deletion_wins() {
        BackupCompleted old = whileNothingIsDeleted(() -> {
            BackupCompleted due = announced("held");
            log.publish(new HoldRequested("held", due.backup(), "jo", "audit"));
            patiently().until(() -> !log.published(BackupHeld.class, "held").isEmpty());
            return due;
        });

        patiently()
                .untilAsserted(() -> assertThat(log.published(BackupReinstated.class, "held"))
                        .extracting(BackupReinstated::backup)
                        .containsExactly(old.backup()));
        assertThat(Artifacts.file(old)).exists();
        assertThat(shownByHttp
                        .get("/backups/" + old.backup())
                        .path("held")
                        .path("by")
                        .asText())
                .isEqualTo("jo");
        assertThat(log.published(CopyExpired.class, "held")).isEmpty();
    }

    @Test
    void an_announced_deletion_is_resumed_from_what_is_recorded() {
        BackupCompleted old = whileNothingIsDeleted(() -> announced("resumed"));

        patiently().until(() -> !log.published(BackupExpired.class, "resumed").isEmpty());
        assertThat(log.published(BackupExpiring.class, "resumed")).hasSize(1);
        assertThat(Artifacts.file(old)).doesNotExist();
    }

    @Test
    void a_deletion_killed_after_the_artifact_went_is_finished() {
        BackupCompleted old = whileNothingIsDeleted(() -> {
            BackupCompleted due = announced("halfway");
            QuarkusTransaction.requiringNew()
                    .run(() -> repository.save(InterruptedRecords.deleting(
                            repository.find(due.backup()).orElseThrow())));
            Artifacts.delete(due);
            return due;
        });

        patiently().until(() -> !log.published(BackupExpired.class, "halfway").isEmpty());
        assertThat(Artifacts.checksumOf(old)).doesNotExist();
        assertThat(log.published(CopyExpired.class, "halfway")).hasSize(1);
    }

    @Test
    void a_clock_that_is_wrong_stops_everything() {
        SettableMachineClock.isWrongBy(days(400));
        List<BackupCompleted> all = new ArrayList<>(threeNewer("skewed"));
        all.add(artifacts.verified("skewed", days(10)));

        patiently()
                .untilAsserted(() -> assertThat(shownByHttp.check("retention of skewed"))
                        .contains("nothing is deleted")
                        .contains("the catalog's clock"));

        assertThat(log.published(BackupExpiring.class, "skewed")).isEmpty();
        assertThat(all).allSatisfy(backup -> assertThat(Artifacts.file(backup)).exists());
    }

    @Test
    void a_plan_that_deletes_too_much_waits_for_an_approval() {
        List<BackupCompleted> old = whileNothingIsDeleted(() -> {
            List<BackupCompleted> due = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                due.add(artifacts.verified("flooded", days(40 + n)));
            }
            threeNewer("flooded");
            due.forEach(backup -> isPlanned("flooded", backup.backup()));
            return due;
        });
        patiently().until(() -> !log.published(ExpiryWithheld.class, "flooded").isEmpty());
        assertThat(shownByHttp.get("/plan?database=flooded").path("withheld").asBoolean())
                .isTrue();
        assertThat(old).allSatisfy(backup -> assertThat(Artifacts.file(backup)).exists());

        String plan = shownByHttp.get("/plan?database=flooded").path("plan").asText();
        log.publish(new ApproveRequested("flooded", UUID.fromString(plan), "jo", "seen"));

        patiently().until(() -> log.published(BackupExpired.class, "flooded").size() == 5);
        assertThat(log.published(BackupExpired.class, "flooded"))
                .extracting(BackupExpired::backup)
                .startsWith(old.getLast().backup());
    }

    private List<BackupCompleted> threeNewer(String database) {
        return List.of(
                artifacts.verified(database, days(3)),
                artifacts.verified(database, days(2)),
                artifacts.verified(database, days(1)));
    }

    /** Holds the lock that a replica requires to plan and to delete. */
    private <T> T whileNothingIsDeleted(Supplier<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        patiently().until(() -> oneAtATime.run(() -> result.set(work.get())));
        return Objects.requireNonNull(result.get(), "the work gave nothing");
    }

    private void isPlanned(String database, BackupId backup) {
        patiently()
                .untilAsserted(() -> assertThat(
                                shownByHttp.get("/plan?database=" + database).path("entries"))
                        .anySatisfy(entry -> {
                            assertThat(entry.path("backup").asText()).isEqualTo(backup.toString());
                            assertThat(entry.path("action").asText()).isEqualTo("expire");
                        }));
    }

    /** A backup that is due, announced and read back. */
    private BackupCompleted announced(String database) {
        BackupCompleted due = artifacts.verified(database, days(40));
        threeNewer(database);
        isPlanned(database, due.backup());
        announcing.run(policies.of(new DatabaseId(database)).orElseThrow());
        patiently()
                .until(() -> record(
                        due.backup(),
                        record -> record.intents().stream()
                                .anyMatch(intent -> intent.stage() == DeletionIntent.Stage.READ_BACK)));
        return due;
    }

    private boolean record(BackupId backup, Predicate<BackupRecord> is) {
        return QuarkusTransaction.requiringNew()
                .call(() -> repository.read(List.of(backup)).stream().anyMatch(is));
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
