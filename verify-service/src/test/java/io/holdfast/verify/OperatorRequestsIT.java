package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class OperatorRequestsIT extends RunningService {

    @Test
    void an_empty_dump_after_a_full_one_is_suspected_until_a_person_accepts_it() {
        TestSourceDatabase source = source("emptied");
        verified(source.complete(BackupKind.FULL, DAY_1));
        BackupCompleted empty = source.execute("truncate messages").complete(BackupKind.FULL, DAY_2);
        log.publish(empty);
        BackupSuspected suspected = log.await(BackupSuspected.class, about(empty.backup()));
        assertThat(suspected.findings()).extracting(Finding::code).contains("size_below_tenth", "all_rows_vanished");

        log.publish(new AcceptRequested(source.id().value(), empty.backup(), "ann", "we moved to another system"));

        SuspicionAccepted accepted = log.await(SuspicionAccepted.class, about(empty.backup()));
        assertThat(accepted.by()).isEqualTo("ann");
        log.await(BackupVerified.class, about(empty.backup()));
        BackupCompleted next = source.complete(BackupKind.FULL, DAY_3);
        log.publish(next);
        log.await(BackupVerified.class, about(next.backup()));
    }

    @Test
    void what_is_not_suspected_cannot_be_accepted() {
        BackupCompleted completed = source("unsuspected").complete(BackupKind.FULL, DAY_1);
        verified(completed);

        String id =
                log.publish(new AcceptRequested(completed.database().value(), completed.backup(), "ann", "why not"));

        RequestRejected rejected = rejection(id);
        assertThat(rejected.message()).contains("is verified already");
    }

    @Test
    void a_request_about_an_unknown_backup_is_rejected() {
        String id = log.publish(new VerifyRequested("app", new BackupId(UUID.randomUUID()), "ann"));

        assertThat(rejection(id).message()).contains("no completed backup").contains("holdfast list");
    }

    @Test
    void without_a_scratch_server_a_request_for_a_drill_is_rejected() {
        String id = log.publish(new DrillRequested("app", null, "ann"));

        assertThat(rejection(id).message()).contains("holdfast.drills.server.host");
    }

    @Test
    void an_operator_can_have_a_backup_verified_again() {
        BackupCompleted completed = source("again").complete(BackupKind.FULL, DAY_1);
        verified(completed);

        log.publish(new VerifyRequested(completed.database().value(), completed.backup(), "ann"));

        List<BackupVerified> both = log.awaitAll(BackupVerified.class, about(completed.backup()), 2);
        assertThat(both).extracting(BackupVerified::verification).doesNotHaveDuplicates();
    }

    @Test
    void neither_a_refused_request_nor_one_for_another_service_uses_up_its_id() {
        BackupCompleted completed = source("corrected").complete(BackupKind.FULL, DAY_1);
        verified(completed);
        String database = completed.database().value();
        String id = log.publish(new HoldRequested(database, completed.backup(), "ann", "audit"));
        log.publish(id, new VerifyRequested(database, new BackupId(UUID.randomUUID()), "ann"));
        rejection(id);

        log.publish(id, new VerifyRequested(database, completed.backup(), "ann"));

        log.awaitAll(BackupVerified.class, about(completed.backup()), 2);
    }

    private RequestRejected rejection(String request) {
        return log.await(
                RequestRejected.class, rejected -> rejected.request().id().equals(request));
    }
}
