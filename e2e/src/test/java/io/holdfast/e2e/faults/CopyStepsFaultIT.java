package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.ServiceProcess;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A crash between any two steps of making a copy leaves nothing, or a state from which copying continues. */
@Tag("long")
@ResourceLock(FaultInstallation.LOCK)
class CopyStepsFaultIT {

    private static final Duration LONG = Duration.ofMinutes(8);
    private static final String RETENTION = "retention-service";
    private static final String CARRYING = "io.holdfast.retention.storage.CopyAndSealArtifact";
    private static final String WRITING = "io.holdfast.store.s3.S3ArtifactWriter";

    static Stream<KillFault> steps() {
        return Stream.of(
                KillFault.at(CARRYING, "run"),
                KillFault.at(WRITING, "finish"),
                KillFault.after(WRITING, "complete"),
                KillFault.after(WRITING, "putBeside"),
                KillFault.after(CARRYING, "seal"),
                KillFault.after("io.holdfast.retention.copying.CopyResultRecorder", "made"));
    }

    @ParameterizedTest(name = "killed {0}, the copy is made once and nothing else stays in the bucket")
    @MethodSource("steps")
    void a_killed_copy_is_made_once(KillFault fault) {
        Installation installation = FaultInstallation.withOffSite();
        installation.stack().offSite().orElseThrow().kill();
        BackupId backup = installation.request(FaultInstallation.SMALL);
        BackupCopyRecord local = installation
                .log()
                .await(backup, BackupCompleted.class, LONG)
                .copies()
                .getFirst();
        installation.service(RETENTION).terminate();
        ServiceProcess doomed = installation.startWith(RETENTION, plan -> plan.jvm(RETENTION, fault.jvmArgument()));
        await().atMost(LONG).until(() -> !doomed.isAlive());

        installation.startPlain(RETENTION);

        installation.log().await(backup, BackupProtected.class, LONG);
        assertThat(installation.log().about(backup, BackupCopied.class)).hasSize(1);
        assertThat(installation.objects())
                .filteredOn(name -> name.contains(local.key()) && !name.endsWith(".facts.json"))
                .containsExactlyInAnyOrder(
                        local.key(),
                        local.key() + ".manifest.json",
                        local.key() + ".manifest.sig",
                        local.key() + ".roles.sql",
                        local.key() + ".sha256");
    }
}
