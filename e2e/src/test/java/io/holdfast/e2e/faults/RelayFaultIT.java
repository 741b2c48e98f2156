package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.ServiceProcess;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Consumers ignore repeated events. */
@ResourceLock(FaultInstallation.LOCK)
class RelayFaultIT {

    private static final Duration LONG = Duration.ofMinutes(8);

    @Test
    void killed_between_acknowledgement_and_mark_a_repeated_record_is_one_event() {
        Installation installation = FaultInstallation.installation();
        KillFault fault = KillFault.at("io.holdfast.events.log.OutboxRelay", "mark");
        ServiceProcess doomed = installation.startWith(
                FaultInstallation.DUMP, plan -> plan.jvm(FaultInstallation.DUMP, fault.jvmArgument()));
        BackupId backup = installation.request(FaultInstallation.SMALL);
        await().atMost(LONG).until(() -> !doomed.isAlive());

        installation.startPlain(FaultInstallation.DUMP);

        installation.log().await(backup, BackupCompleted.class, LONG);
        assertThat(installation.log().about(backup, BackupAccepted.class)).hasSize(1);
    }

    @Test
    void a_request_delivered_three_times_is_one_backup() {
        Installation installation = FaultInstallation.installation();
        String id = UUID.randomUUID().toString();
        BackupId backup = installation.request(FaultInstallation.SMALL, id);

        installation.request(FaultInstallation.SMALL, id);
        installation.request(FaultInstallation.SMALL, id);

        BackupId next = installation.request(FaultInstallation.SMALL);
        installation.log().await(next, BackupCompleted.class, LONG);
        assertThat(installation.log().about(backup, BackupAccepted.class)).hasSize(1);
        assertThat(installation.log().about(backup, BackupCompleted.class)).hasSize(1);
    }
}
