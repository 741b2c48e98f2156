package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.ServiceProcess;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupted deletion is resumed from its recorded intent, and only usable backups are left. */
@Tag("long")
@ResourceLock(FaultInstallation.LOCK)
class ExpiryFaultIT {

    private static final Duration LONG = Duration.ofMinutes(8);
    private static final String RETENTION = "retention-service";

    static Stream<KillFault> steps() {
        return Stream.of(
                KillFault.at("io.holdfast.retention.expiring.DeleteExpiredBackups", "delete"),
                KillFault.at("io.holdfast.store.LocalArtifactDeletion", "removeCompanions"),
                KillFault.at("io.holdfast.retention.expiring.DeleteExpiredBackups", "recordExpired"));
    }

    @ParameterizedTest(name = "killed {0}, the deletion is finished once and younger backups stay")
    @MethodSource("steps")
    void a_killed_deletion_is_finished_once(KillFault fault) throws Exception {
        Installation installation = FaultInstallation.installation();
        BackupCopyRecord young = verified(installation, installation.request(FaultInstallation.SMALL));
        ServiceProcess doomed = installation.startWith(
                RETENTION,
                plan -> plan.jvm(RETENTION, fault.jvmArgument())
                        .with(RETENTION, "holdfast.retention.minimum-verified", "1"));
        AgedBackup old = AgedBackup.of(installation, young);
        await().atMost(LONG).until(() -> !doomed.isAlive());

        installation.startWith(RETENTION, plan -> plan.with(RETENTION, "holdfast.retention.minimum-verified", "1"));

        installation.log().await(old.id(), BackupExpired.class, LONG);
        assertThat(installation.log().about(old.id(), CopyExpired.class)).hasSize(1);
        assertThat(installation.log().about(old.id(), BackupExpired.class)).hasSize(1);
        assertThat(installation.files()).noneMatch(name -> name.contains(old.stem()));
        assertThat(installation.files()).contains(young.key());
    }

    private static BackupCopyRecord verified(Installation installation, BackupId backup) {
        installation.log().await(backup, BackupVerified.class, LONG);
        return installation
                .log()
                .await(backup, BackupCompleted.class, LONG)
                .copies()
                .getFirst();
    }
}
