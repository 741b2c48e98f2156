package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.localstack.ServiceProcess;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Repeats on the wire mean nothing to a reader. */
class RelayFaultIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void killed_between_acknowledgement_and_mark_a_repeated_record_is_one_event() {
        Stack stack = Stack.shared();
        Fault fault = Fault.at("io.holdfast.events.log.OutboxRelay", "mark");
        ServiceProcess doomed = stack.startWith(Stack.DUMP, plan -> plan.jvm(Stack.DUMP, fault.jvmArgument()));
        BackupId backup = stack.request(Stack.SMALL);
        await().atMost(LONG).until(() -> !doomed.isAlive());

        stack.startPlain(Stack.DUMP);

        stack.log().await(backup, BackupCompleted.class, LONG);
        assertThat(stack.log().about(backup, BackupAccepted.class)).hasSize(1);
    }

    @Test
    void a_request_delivered_three_times_is_one_backup() {
        Stack stack = Stack.shared();
        String id = UUID.randomUUID().toString();
        BackupId backup = stack.request(Stack.SMALL, id);

        stack.request(Stack.SMALL, id);
        stack.request(Stack.SMALL, id);

        BackupId next = stack.request(Stack.SMALL);
        stack.log().await(next, BackupCompleted.class, LONG);
        assertThat(stack.log().about(backup, BackupAccepted.class)).hasSize(1);
        assertThat(stack.log().about(backup, BackupCompleted.class)).hasSize(1);
    }
}
