package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.ServiceProcess;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A crash between any two steps of a dump leaves nothing, or something that is adopted (design 3). */
@ResourceLock(FaultInstallation.LOCK)
class DumpStepsFaultIT {

    private static final Duration LONG = Duration.ofMinutes(8);
    private static final String WRITING = "io.holdfast.store.LocalArtifactWriter";

    /** No byte yet; all bytes without a name; recorded but not published. */
    static Stream<KillFault> turns() {
        return Stream.of(
                KillFault.at("io.holdfast.dump.worker.StreamDumpToDestinations", "stream"),
                KillFault.at(WRITING, "giveName"),
                KillFault.after("io.holdfast.dump.worker.RecordDumpOutcome", "record"));
    }

    static Stream<KillFault> stepsBetween() {
        return Stream.of(
                KillFault.at("io.holdfast.dump.worker.ExecuteDumpAttempt", "carryOut"),
                KillFault.at(WRITING, "finish"),
                KillFault.at(WRITING, "writeCompanions"),
                KillFault.at(WRITING, "syncDirectory"),
                KillFault.at("io.holdfast.dump.worker.RecordDumpOutcome", "record"));
    }

    @ParameterizedTest(name = "killed {0}, the backup is completed once and nothing partial stays")
    @MethodSource("turns")
    void a_killed_dump_is_completed_once_and_leaves_nothing_partial(KillFault fault) {
        completesOnceAndLeavesNothingPartial(fault);
    }

    @Tag("long")
    @ParameterizedTest(name = "killed {0}, the backup is completed once and nothing partial stays")
    @MethodSource("stepsBetween")
    void nor_does_one_that_is_killed_at_any_step_in_between(KillFault fault) {
        completesOnceAndLeavesNothingPartial(fault);
    }

    private static void completesOnceAndLeavesNothingPartial(KillFault fault) {
        Installation installation = FaultInstallation.installation();
        ServiceProcess doomed = installation.startWith(
                FaultInstallation.DUMP, plan -> plan.jvm(FaultInstallation.DUMP, fault.jvmArgument()));
        BackupId backup = installation.request(FaultInstallation.SMALL);
        await().atMost(LONG).until(() -> !doomed.isAlive());

        installation.startPlain(FaultInstallation.DUMP);

        installation.log().await(backup, BackupVerified.class, LONG);
        assertThat(installation.log().about(backup, BackupCompleted.class)).hasSize(1);
        String artifact = installation
                .log()
                .await(backup, BackupCompleted.class, LONG)
                .copies()
                .getFirst()
                .key();
        assertThat(installation.files()).contains(artifact);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(installation.files()).noneMatch(name -> name.endsWith(".partial")));
    }
}
