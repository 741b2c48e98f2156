package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to a dump whose surroundings fail in its middle. */
@Tag("unproven")
class MidDumpFaultIT {

    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void a_killed_pg_dump_leaves_no_artifact_and_is_tried_again() {
        Stack stack = Stack.shared();
        BackupId backup = midDump(stack);

        pgDumpsOf(stack).forEach(ProcessHandle::destroyForcibly);

        assertThat(stack.log().await(backup, BackupFailed.class, LONG).retryAt())
                .isNotNull();
        BackupCompleted completed = stack.log().await(backup, BackupCompleted.class, LONG);
        assertThat(completed.attempt()).isGreaterThan(1);
        stack.log().await(backup, BackupVerified.class, LONG);
    }

    @Test
    void no_pg_dump_survives_its_worker() {
        Stack stack = Stack.shared();
        BackupId backup = midDump(stack);
        List<ProcessHandle> programs = pgDumpsOf(stack);

        stack.service(Stack.DUMP).kill9();

        await().atMost(Duration.ofSeconds(10)).until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
        stack.startPlain(Stack.DUMP);
        assertThat(stack.log().await(backup, BackupCompleted.class, LONG).attempt())
                .isGreaterThan(1);
    }

    @Test
    void a_worker_told_to_stop_hands_its_run_back() {
        Stack stack = Stack.shared();
        BackupId backup = midDump(stack);

        stack.service(Stack.DUMP).terminate();

        assertThat(stack.files()).noneMatch(name -> name.endsWith(".partial"));
        stack.startPlain(Stack.DUMP);
        stack.log().await(backup, BackupVerified.class, LONG);
    }

    @Test
    void a_source_restarted_in_the_middle_is_dumped_again() {
        Stack stack = Stack.shared();
        BackupId backup = midDump(stack);

        stack.source().restart();

        stack.log().await(backup, BackupFailed.class, LONG);
        stack.log().await(backup, BackupVerified.class, LONG);
    }

    @Test
    void a_worker_paused_past_its_lease_records_nothing_and_harms_nothing() throws IOException {
        Stack stack = Stack.shared();
        BackupId backup = midDump(stack);
        ServiceProcess paused = stack.service(Stack.DUMP);
        paused.pause();

        try (ServiceProcess other = stack.startReplica(Stack.DUMP)) {
            BackupCompleted completed = stack.log().await(backup, BackupCompleted.class, LONG);
            assertThat(completed.attempt()).isGreaterThan(1);
            paused.resume();
            BackupId next = stack.request(Stack.SMALL);
            stack.log().await(next, BackupVerified.class, LONG);

            assertThat(stack.log().about(backup, BackupCompleted.class)).hasSize(1);
            stack.log().await(backup, BackupVerified.class, LONG);
            assertThat(other.isAlive()).isTrue();
        }
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(stack.files()).noneMatch(name -> name.endsWith(".partial")));
    }

    /** A backup of the slow database whose pg_dump runs and has written something. */
    private static BackupId midDump(Stack stack) {
        BackupId backup = stack.request(Stack.SLOW);
        String artifact = stack.log().await(backup, BackupStarted.class, LONG).artifact();
        await().atMost(LONG)
                .until(() -> stack.files().stream()
                        .anyMatch(name -> name.endsWith(".partial") && name.contains(artifact.replace(".dump", ""))));
        await().atMost(LONG).until(() -> !pgDumpsOf(stack).isEmpty());
        return backup;
    }

    private static List<ProcessHandle> pgDumpsOf(Stack stack) {
        return ProcessHandle.of(stack.service(Stack.DUMP).pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().command().orElse("").endsWith("pg_dump"))
                .toList();
    }
}
