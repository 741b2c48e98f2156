package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.Envelope;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.CancelRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorCommandsTest {

    private static final String ID = "6af608e2-5a71-58a0-8e6e-35da605cf2d3";
    private static final BackupId BACKUP = BackupId.parse(ID);

    private final TypedCommand holdfast = new TypedCommand();
    private final FakeServices services = new FakeServices();

    @BeforeEach
    void one_backup_is_known() {
        String backup = """
                {"backup": "%s", "database": "app", "artifact": "%s", "state": "suspected"}""".formatted(ID, BackupEvents.ARTIFACT);
        services.answer("/backups", "[" + backup + "]");
        services.answer("/backups/" + ID, backup);
        holdfast.environment.put("HOLDFAST_RETENTION_URL", services.url());
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void a_hold_names_the_backup_by_the_beginning_of_its_id_and_ends_when_it_is_held() {
        holdfast.log.answering(request -> List.of(new BackupHeld(BACKUP, BackupEvents.APP, by(request), "audit")));

        int exit = holdfast.run("hold", "6af6", "--reason", "audit");

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains("held " + ID);
        assertThat(sent()).isEqualTo(new HoldRequested("app", BACKUP, sent().by(), "audit"));
        assertThat(sent().by()).contains("@");
    }

    @Test
    void a_release_names_the_backup_by_its_file() {
        holdfast.log.answering(request -> List.of(new BackupReleased(BACKUP, BackupEvents.APP, by(request), "done")));

        int exit = holdfast.run("release", BackupEvents.ARTIFACT, "--reason", "done");

        assertThat(exit).isZero();
        assertThat(holdfast.out()).contains("released");
    }

    @Test
    void an_acceptance_ends_when_the_suspicion_is_accepted() {
        holdfast.log.answering(
                request -> List.of(new SuspicionAccepted(BACKUP, BackupEvents.APP, by(request), "looked")));

        int exit = holdfast.run("accept", "latest", "--reason", "looked");

        assertThat(exit).isZero();
        assertThat(sent()).isInstanceOf(AcceptRequested.class);
    }

    @Test
    void the_latest_is_none_that_was_made_before_a_restore() {
        String other = "7af608e2-5a71-58a0-8e6e-35da605cf2d3";
        services.answer("/backups", """
                [{"backup": "%s", "database": "app", "state": "verified", "beforeRestore": true},
                 {"backup": "%s", "database": "app", "state": "suspected", "beforeRestore": false}]""".formatted(other, ID));
        holdfast.log.answering(
                request -> List.of(new SuspicionAccepted(BACKUP, BackupEvents.APP, by(request), "looked")));

        holdfast.run("accept", "latest", "--reason", "looked");

        assertThat(sent()).isEqualTo(new AcceptRequested("app", BACKUP, sent().by(), "looked"));
    }

    @Test
    void a_rebuild_prints_what_was_found() {
        holdfast.log.answering(request -> List.of(new CatalogueRebuilt(
                BackupEvents.APP,
                request.requestRef(),
                12,
                5,
                1,
                List.of(new Finding("copy_differs", "local/x is short")))));

        int exit = holdfast.run("rebuild", "app");

        assertThat(exit).isZero();
        assertThat(sent()).isEqualTo(new RebuildRequested("app", sent().by()));
        assertThat(holdfast.out())
                .contains("rebuilt the catalog of app", "12 backups, 5 of them added, 1 held", "local/x");
    }

    @Test
    void an_import_ends_when_the_file_is_in_the_catalog() {
        BackupCopyRecord copy =
                new BackupCopyRecord("local", "pre_migration.dump", null, 10, new Sha256("0".repeat(64)));
        holdfast.log.answering(request -> List.of(new BackupImported(
                BACKUP,
                BackupEvents.APP,
                BackupKind.FULL,
                Instant.EPOCH,
                List.of(copy),
                URI.create("urn:powernode:worker"),
                null)));
        holdfast.environment.put("BACKUP_DIR", "/backups");

        int exit = holdfast.run("import", "--database", "app", "--label", "before 7.2", "/backups/pre_migration.dump");

        assertThat(exit).isZero();
        assertThat(sent())
                .isEqualTo(new ImportRequested("app", "local", "pre_migration.dump", null, "before 7.2", sent().by()));
    }

    @Test
    void a_file_elsewhere_is_not_imported() {
        int exit = holdfast.run("import", "--database", "app", "/tmp/pre_migration.dump");

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("copy the file to /var/backups/powernode");
    }

    @Test
    void a_rejection_is_reported_with_its_reason() {
        holdfast.log.answering(request -> List.of(new RequestRejected(
                BackupEvents.APP, request.requestRef(), "holdfast.hold.requested.v1", "the backup has expired")));

        int exit = holdfast.run("hold", ID, "--reason", "audit");

        assertThat(exit).isEqualTo(3);
        assertThat(holdfast.err()).contains("the backup has expired");
    }

    @Test
    void a_cancellation_can_come_too_late() {
        holdfast.log.answering(request -> List.of(BackupEvents.of(BACKUP).completed()));

        int exit = holdfast.run("cancel", ID, "--reason", "wrong database");

        assertThat(exit).isEqualTo(3);
        assertThat(sent()).isInstanceOf(CancelRequested.class);
        assertThat(holdfast.err()).contains("completed before");
    }

    @Test
    void a_missing_response_is_a_timeout_and_not_a_failure() {
        int exit = holdfast.run("hold", ID, "--reason", "audit", "--timeout", "10s");

        assertThat(exit).isEqualTo(9);
        assertThat(holdfast.err()).contains("no service has responded yet");
    }

    @Test
    void with_the_whole_id_and_the_database_no_service_is_needed() {
        services.close();

        int exit = holdfast.run("hold", ID, "--database", "app", "--reason", "audit", "--no-wait");

        assertThat(exit).isZero();
        assertThat(sent().database()).isEqualTo("app");
    }

    @Test
    void a_verification_ends_with_what_was_found() {
        holdfast.log.answering(request -> List.of(BackupEvents.of(BACKUP).condemned()));

        int exit = holdfast.run("verify", ID);

        assertThat(exit).isEqualTo(6);
        assertThat(holdfast.out()).contains("condemned", "does not decode");
    }

    @Test
    void an_approval_finds_the_database_of_the_plan() {
        UUID plan = UUID.randomUUID();
        services.answer("/plan", "{\"plans\": [{\"plan\": \"%s\", \"database\": \"app\"}]}".formatted(plan));
        holdfast.log.answering(request -> List.of(new PlanApproved(BackupEvents.APP, plan, by(request), "seen")));

        int exit = holdfast.run("approve", plan.toString(), "--reason", "seen");

        assertThat(exit).isZero();
        assertThat(sent().database()).isEqualTo("app");
    }

    @Test
    void nothing_is_published_about_a_backup_that_nobody_knows() {
        int exit = holdfast.run("hold", "ffff", "--reason", "audit");

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("no backup matches 'ffff'", "holdfast list");
        assertThat(holdfast.log.published).isEmpty();
    }

    private OperatorRequest sent() {
        return (OperatorRequest) holdfast.log.published.getFirst().message();
    }

    private static String by(Envelope<?> request) {
        return ((OperatorRequest) request.message()).by();
    }
}
