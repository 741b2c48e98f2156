package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.Envelope;
import io.holdfast.events.VerificationEvent.BackupVerified;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The fault installation is the one that sends no traces. */
@ResourceLock(FaultInstallation.LOCK)
class TracesOffIT {

    private static final URI SOMEBODY = URI.create("/somebody");

    @Test
    void the_trace_of_a_request_is_passed_on_although_traces_are_off() {
        Installation installation = FaultInstallation.installation();
        String begun = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        BackupRequested request =
                new BackupRequested(FaultInstallation.SMALL, BackupKind.SCHEMA_ONLY.label(), "traced", null);

        installation.log().publish(new Envelope<>(SOMEBODY, "traced", Instant.now(), request, begun));

        BackupId backup =
                BackupId.ofRequest(SOMEBODY, "traced", FaultInstallation.SMALL, BackupKind.SCHEMA_ONLY.label());
        installation.log().await(backup, BackupVerified.class, Duration.ofMinutes(5));
        assertThat(installation.log().all())
                .filteredOn(envelope -> envelope.message() instanceof BackupEvent event
                        && event.toString().contains(backup.toString()))
                .hasSizeGreaterThanOrEqualTo(4)
                .extracting(Envelope::traceparent)
                .containsOnly(begun);
    }
}
