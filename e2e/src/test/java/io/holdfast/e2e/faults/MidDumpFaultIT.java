package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.FailureReason;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Failures in the middle of a dump. */
@ResourceLock(FaultInstallation.LOCK)
class MidDumpFaultIT {

    private static final Duration LONG = Duration.ofMinutes(8);

    @Test
    void a_killed_pg_dump_leaves_no_artifact_and_is_tried_again() {
        Installation installation = FaultInstallation.installation();
        BackupId backup = midDump(installation);

        pgDumpsOf(installation).forEach(ProcessHandle::destroyForcibly);

        assertThat(installation.log().await(backup, BackupFailed.class, LONG).retryAt())
                .isNotNull();
        BackupCompleted completed = installation.log().await(backup, BackupCompleted.class, LONG);
        assertThat(completed.attempt()).isGreaterThan(1);
        installation.log().await(backup, BackupVerified.class, LONG);
    }

    @Test
    void a_stalled_pg_dump_is_stopped_and_retried() throws IOException {
        Installation installation = FaultInstallation.installation();
        installation.startWith(
                FaultInstallation.DUMP,
                plan -> plan.with(FaultInstallation.DUMP, "holdfast.dump.lock-wait", "2s")
                        .with(FaultInstallation.DUMP, "holdfast.dump.stall-after", "4s"));
        BackupId backup = midDump(installation);
        List<ProcessHandle> programs = pgDumpsOf(installation);

        for (ProcessHandle program : programs) {
            new ProcessBuilder("kill", "-STOP", Long.toString(program.pid())).start();
        }

        BackupFailed failed = installation.log().await(backup, BackupFailed.class, LONG);
        assertThat(failed.failure()).isEqualTo(FailureReason.STALLED);
        await().atMost(LONG).until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
        installation.log().await(backup, BackupVerified.class, LONG);
        installation.startPlain(FaultInstallation.DUMP);
    }

    @Test
    void no_pg_dump_survives_its_worker() {
        Installation installation = FaultInstallation.installation();
        BackupId backup = midDump(installation);
        List<ProcessHandle> programs = pgDumpsOf(installation);

        installation.service(FaultInstallation.DUMP).kill9();

        await().atMost(Duration.ofMinutes(1)).until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
        installation.startPlain(FaultInstallation.DUMP);
        assertThat(installation.log().await(backup, BackupCompleted.class, LONG).attempt())
                .isGreaterThan(1);
    }

    @Test
    void a_worker_told_to_stop_hands_its_run_back() {
        Installation installation = FaultInstallation.installation();
        BackupId backup = midDump(installation);

        installation.service(FaultInstallation.DUMP).terminate();

        assertThat(installation.files()).noneMatch(name -> name.endsWith(".partial"));
        assertThat(installation.log().about(backup, BackupFailed.class))
                .as("the end of its output")
                .extracting(BackupFailed::failure)
                .containsExactly(FailureReason.INTERRUPTED);
        installation.startPlain(FaultInstallation.DUMP);
        installation.log().await(backup, BackupVerified.class, LONG);
    }

    @Test
    void a_worker_that_is_given_time_finishes_its_dump_and_begins_no_other() {
        Installation installation = FaultInstallation.installation();
        installation.startWith(
                FaultInstallation.DUMP,
                plan -> plan.with(FaultInstallation.DUMP, "holdfast.dump.finish-within", "25s"));
        BackupId backup = midDump(installation);
        BackupId next = installation.request(FaultInstallation.SLOW);
        installation.log().await(next, BackupAccepted.class, LONG);

        installation.service(FaultInstallation.DUMP).terminate();

        assertThat(installation.log().about(backup, BackupStarted.class)).hasSize(1);
        assertThat(installation.log().about(backup, BackupCompleted.class)).hasSize(1);
        assertThat(installation.log().about(next, BackupStarted.class)).isEmpty();
        installation.startPlain(FaultInstallation.DUMP);
        installation.log().await(next, BackupVerified.class, LONG);
    }

    @Test
    void a_source_restarted_in_the_middle_is_dumped_again() {
        Installation installation = FaultInstallation.installation();
        BackupId backup = midDump(installation);

        installation.source().restart();

        installation.log().await(backup, BackupFailed.class, LONG);
        installation.log().await(backup, BackupVerified.class, LONG);
    }

    @Test
    void a_worker_paused_past_its_lease_records_nothing_and_harms_nothing() throws IOException {
        Installation installation = FaultInstallation.installation();
        BackupId backup = midDump(installation);
        ServiceProcess paused = installation.service(FaultInstallation.DUMP);
        paused.pause();

        try (ServiceProcess other = installation.startReplica(FaultInstallation.DUMP)) {
            BackupCompleted completed = installation.log().await(backup, BackupCompleted.class, LONG);
            assertThat(completed.attempt()).isGreaterThan(1);
            paused.resume();
            BackupId next = installation.request(FaultInstallation.SMALL);
            installation.log().await(next, BackupVerified.class, LONG);

            assertThat(installation.log().about(backup, BackupCompleted.class)).hasSize(1);
            installation.log().await(backup, BackupVerified.class, LONG);
            assertThat(other.isAlive()).isTrue();
        }
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(installation.files()).noneMatch(name -> name.endsWith(".partial")));
    }

    /** A backup of the slow database whose pg_dump is running and has written some bytes. */
    private static BackupId midDump(Installation installation) {
        BackupId backup = installation.request(FaultInstallation.SLOW);
        String artifact =
                installation.log().await(backup, BackupStarted.class, LONG).artifact();
        await().atMost(LONG)
                .until(() -> installation.files().stream()
                        .anyMatch(name -> name.endsWith(".partial") && name.contains(artifact.replace(".dump", ""))));
        await().atMost(LONG).until(() -> !pgDumpsOf(installation).isEmpty());
        return backup;
    }

    private static List<ProcessHandle> pgDumpsOf(Installation installation) {
        return ProcessHandle.of(installation.service(FaultInstallation.DUMP).pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().command().orElse("").endsWith("pg_dump"))
                .toList();
    }
}
