package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** Catalogue and broker may be away for a minute, or come back from an hour ago: nothing is lost, nothing done twice. */
@Tag("unproven")
class OutageFaultIT {

    private static final Duration LONG = Duration.ofSeconds(120);

    /** How long the broker or the catalogue is away. */
    private static final Duration AWAY = Duration.ofSeconds(Long.getLong("holdfast.e2e.away-seconds", 60));

    @Test
    void a_catalogue_away_for_a_minute_loses_nothing() {
        Stack stack = Stack.shared();
        stack.catalogue().stop();
        BackupId asked = stack.request(Stack.SMALL);

        pass(AWAY);
        stack.heal();

        stack.log().await(asked, BackupVerified.class, LONG);
        assertThat(stack.log().about(asked, BackupCompleted.class)).hasSize(1);
    }

    @Test
    void a_broker_away_for_a_minute_loses_nothing_and_keeps_the_order() {
        Stack stack = Stack.shared();
        BackupId running = stack.request(Stack.SLOW);
        stack.log().await(running, BackupStarted.class, LONG);
        stack.kafka().kill();

        pass(AWAY);
        stack.heal();

        stack.log().await(running, BackupVerified.class, LONG);
        List<Class<?>> told = stack.log().about(running, DumpEvent.class).stream()
                .<Class<?>>map(Object::getClass)
                .toList();
        assertThat(told).containsExactly(BackupAccepted.class, BackupStarted.class, BackupCompleted.class);
    }

    @Test
    void answered_requests_start_nothing_when_the_catalogue_comes_back_from_an_hour_ago() {
        Stack stack = Stack.shared();
        CatalogueCopy hourAgo = CatalogueCopy.of(stack);
        BackupId answered = stack.request(Stack.SMALL);
        stack.log().await(answered, BackupVerified.class, LONG);

        LocalStack.SERVICES.forEach(name -> stack.local().service(name).ifPresent(ServiceProcess::terminate));
        hourAgo.restore();
        stack.heal();

        BackupId next = stack.request(Stack.SMALL);
        stack.log().await(next, BackupVerified.class, LONG);
        assertThat(stack.log().about(answered, BackupStarted.class)).hasSize(1);
        assertThat(stack.log().about(answered, BackupCompleted.class)).hasSize(1);
        assertThat(stack.log().about(answered, BackupVerified.class)).hasSize(1);
    }

    /** Waits without sleeping on a guess: the time itself is what is tested. */
    private static void pass(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        await().atMost(duration.plusSeconds(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> System.nanoTime() >= end);
    }
}
