package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.Installation;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.ServiceProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The catalog and the broker may be down for a minute, or be restored to their state of an hour ago. Nothing is lost,
 * and nothing is done twice.
 */
@Tag("long")
@ResourceLock(FaultInstallation.LOCK)
class OutageFaultIT {

    private static final Duration LONG = Duration.ofMinutes(8);

    /** How long the broker or the catalog is down. */
    private static final Duration AWAY = Duration.ofSeconds(Long.getLong("holdfast.e2e.away-seconds", 60));

    @Test
    void a_catalogue_outage_of_a_minute_loses_nothing() {
        Installation installation = FaultInstallation.installation();
        installation.catalogue().stop();
        BackupId requested = installation.request(FaultInstallation.SMALL);

        pass(AWAY);
        installation.heal();

        installation.log().await(requested, BackupVerified.class, LONG);
        assertThat(installation.log().about(requested, BackupCompleted.class)).hasSize(1);
    }

    @Test
    void a_broker_outage_of_a_minute_loses_nothing_and_keeps_the_order() {
        Installation installation = FaultInstallation.installation();
        BackupId running = installation.request(FaultInstallation.SLOW);
        installation.log().await(running, BackupStarted.class, LONG);
        installation.kafka().kill();

        pass(AWAY);
        installation.heal();

        installation.log().await(running, BackupVerified.class, LONG);
        List<Class<?>> published = installation.log().about(running, DumpEvent.class).stream()
                .<Class<?>>map(Object::getClass)
                .toList();
        assertThat(published).containsExactly(BackupAccepted.class, BackupStarted.class, BackupCompleted.class);
    }

    @Test
    void answered_requests_start_nothing_after_the_catalogue_is_restored_to_an_hour_ago() {
        Installation installation = FaultInstallation.installation();
        CatalogueCopy hourAgo = CatalogueCopy.of(installation);
        BackupId answered = installation.request(FaultInstallation.SMALL);
        installation.log().await(answered, BackupVerified.class, LONG);

        LocalStack.SERVICES.forEach(name -> installation.stack().service(name).ifPresent(ServiceProcess::terminate));
        hourAgo.restore();
        installation.heal();

        BackupId next = installation.request(FaultInstallation.SMALL);
        installation.log().await(next, BackupVerified.class, LONG);
        assertThat(installation.log().about(answered, BackupStarted.class)).hasSize(1);
        assertThat(installation.log().about(answered, BackupCompleted.class)).hasSize(1);
        assertThat(installation.log().about(answered, BackupVerified.class)).hasSize(1);
    }

    /** Waits for exactly this duration, because the duration itself is tested. */
    private static void pass(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        await().atMost(duration.plusSeconds(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> System.nanoTime() >= end);
    }
}
