package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Replaces every service as a Deployment does: the new process is ready before the old one is stopped. */
@Tag("long")
@ResourceLock(FaultInstallation.LOCK)
class RollingRestartIT {

    private static final Duration LONG = Duration.ofMinutes(8);

    private final List<BackupId> requested = new ArrayList<>();

    @Test
    void a_rolling_restart_of_all_services_under_load_loses_nothing_and_does_nothing_twice() throws IOException {
        Installation installation = FaultInstallation.withOffSite();

        for (String service : LocalStack.SERVICES) {
            rollOver(installation, service);
        }

        requested.forEach(backup -> installation.log().await(backup, BackupVerified.class, LONG));
        assertThat(requested).allSatisfy(backup -> {
            assertThat(installation.log().about(backup, BackupCompleted.class)).hasSize(1);
            assertThat(installation.log().about(backup, BackupVerified.class)).hasSize(1);
        });
        Set<String> artifacts = installation.log().published(BackupCompleted.class).stream()
                .map(completed -> completed.copies().getFirst().key())
                .collect(Collectors.toSet());
        assertThat(installation.files())
                .filteredOn(name -> name.endsWith(".dump") || name.endsWith(".partial"))
                .containsExactlyInAnyOrderElementsOf(artifacts);
    }

    /** To a second process and back, so that both a new and an old process are stopped in the middle of work. */
    private void rollOver(Installation installation, String service) throws IOException {
        requested.add(installation.request(FaultInstallation.SLOW));
        ask(installation);
        try (ServiceProcess next = installation.startReplica(service)) {
            next.awaitReady();
            ask(installation);
            installation.service(service).terminate();
            ask(installation);
            installation.startPlain(service);
            ask(installation);
        }
    }

    private void ask(Installation installation) {
        requested.add(installation.request(FaultInstallation.SMALL));
        requested.add(installation.request(FaultInstallation.SMALL));
    }
}
