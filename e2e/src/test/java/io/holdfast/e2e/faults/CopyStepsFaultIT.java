package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.CopyEvent.BackupProtected;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.ServiceProcess;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A crash between any two steps of making a copy leaves nothing, or something that is taken as it is. */
@Tag("long")
@ResourceLock(Disturbed.LOCK)
class CopyStepsFaultIT {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String RETENTION = "retention-service";
    private static final String CARRYING = "io.holdfast.retention.storage.CarryArtifact";
    private static final String WRITING = "io.holdfast.store.s3.S3Writing";

    static Stream<Fault> steps() {
        return Stream.of(
                Fault.at(CARRYING, "run"),
                Fault.at(WRITING, "finish"),
                Fault.after(WRITING, "complete"),
                Fault.after(WRITING, "putBeside"),
                Fault.after(CARRYING, "seal"),
                Fault.after("io.holdfast.retention.copying.Results", "made"));
    }

    @ParameterizedTest(name = "killed {0}, the copy is made once and nothing else stays in the bucket")
    @MethodSource("steps")
    void a_killed_copy_is_made_once(Fault fault) {
        Installation installation = Disturbed.withOffSite();
        installation.stack().offSite().orElseThrow().kill();
        BackupId backup = installation.request(Disturbed.SMALL);
        Copy local = installation
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
