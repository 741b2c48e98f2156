package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.codec.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What an operator does with the {@code holdfast} command, and the result. */
@ResourceLock(SharedInstallation.LOCK)
class OperatorIT {

    private final Installation installation = SharedInstallation.installation();
    private final EndToEndLog log = installation.log();

    @Test
    void a_suspicion_is_accepted_by_a_person_and_the_backup_is_verified() throws IOException {
        BackupId first = backup(SharedInstallation.SHRINKING, 0);
        assertThat(log.published(BackupVerified.class))
                .anyMatch(event -> event.backup().equals(first));
        SourceData.empty(installation.source(), SharedInstallation.SHRINKING);
        BackupId shrunk = backup(SharedInstallation.SHRINKING, 7);
        log.await(BackupSuspected.class, event -> event.backup().equals(shrunk));

        Shell.Result accepted = installation.holdfast("accept", shrunk.toString(), "--reason", "emptied on purpose");

        assertThat(accepted.ok()).contains("accepted");
        log.await(SuspicionAccepted.class, event -> event.backup().equals(shrunk));
        log.await(BackupVerified.class, event -> event.backup().equals(shrunk));
    }

    @Test
    void a_backup_is_held_and_released_and_the_list_shows_it() throws IOException {
        BackupId backup = backup(SharedInstallation.APP, 0);

        installation.holdfast("hold", backup.toString(), "--reason", "audit").ok();

        assertThat(log.await(BackupHeld.class, event -> event.backup().equals(backup))
                        .reason())
                .isEqualTo("audit");
        JsonNode shown = json(installation.holdfast("show", backup.toString(), "--output", "json"));
        assertThat(shown.path("held").path("reason").asText()).isEqualTo("audit");
        assertThat(shown.path("state").asText()).isEqualTo("verified");

        installation
                .holdfast("release", backup.toString(), "--reason", "audit over")
                .ok();

        log.await(BackupReleased.class, event -> event.backup().equals(backup));
        assertThat(installation
                        .holdfast("list", "--database", SharedInstallation.APP)
                        .ok())
                .contains(backup.toString().substring(0, 8), "verified", "L2");
    }

    @Test
    void a_backup_that_cannot_be_made_ends_the_wait_with_its_own_exit_code() {
        Shell.Result failed = installation.holdfast(
                "backup", "--database", SharedInstallation.ABSENT, "--wait", "completed", "--timeout", "90s");

        assertThat(failed.exitCode()).isEqualTo(4);
        assertThat(failed.out()).contains("failed", SharedInstallation.ABSENT);
    }

    @Test
    void what_is_not_configured_is_rejected() {
        Shell.Result rejected = installation.holdfast("backup", "--database", "unconfigured", "--wait");

        assertThat(rejected.exitCode()).isEqualTo(3);
        assertThat(rejected.out()).contains("rejected", "unconfigured");
    }

    @Test
    void a_verification_is_repeated_on_request() throws IOException {
        BackupId backup = backup(SharedInstallation.APP, 0);

        Shell.Result verified = installation.holdfast("verify", backup.toString());

        assertThat(verified.ok()).contains("verified");
    }

    @Test
    void plan_events_and_doctor_answer() {
        assertThat(installation.holdfast("plan").ok()).contains("keep");
        assertThat(installation.holdfast("events", "--from", "beginning").ok()).contains("verified to level L2");
        assertThat(installation.holdfast("doctor").out()).contains("scheduler", "dump", "verify", "retention");
    }

    private BackupId backup(String database, int exitCode) throws IOException {
        Shell.Result result = installation.holdfast("backup", "--database", database, "--wait", "--output", "json");
        assertThat(result.exitCode()).as(result.out()).isEqualTo(exitCode);
        return BackupId.parse(json(result).path("backup").asText());
    }

    /** The JSON object in the output, after the lines from standard error. */
    private static JsonNode json(Shell.Result result) throws IOException {
        return Json.mapper()
                .readTree(result.out().substring(Math.max(0, result.out().indexOf("{"))));
    }
}
