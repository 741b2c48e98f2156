package io.holdfast.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.KeepingEvent.BackupExpired;
import io.holdfast.events.KeepingEvent.CopyExpired;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.ServiceProcess;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deletion that is killed half-way is resumed from its recorded intent, and only usable backups are left. */
@Tag("unproven")
class ExpiryFaultIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String RETENTION = "retention-service";

    static Stream<Fault> steps() {
        return Stream.of(
                Fault.at("io.holdfast.retention.expiring.ExpireBackups", "delete"),
                Fault.at("io.holdfast.store.LocalDeletion", "removeCompanions"),
                Fault.at("io.holdfast.retention.expiring.ExpireBackups", "recordExpired"));
    }

    @ParameterizedTest(name = "killed {0}, the deletion is finished once and younger backups stay")
    @MethodSource("steps")
    void a_killed_deletion_is_finished_once(Fault fault) throws Exception {
        Stack stack = Stack.shared();
        Copy young = verified(stack, stack.request(Stack.SMALL));
        ServiceProcess doomed = stack.startWith(
                RETENTION,
                plan -> plan.jvm(RETENTION, fault.jvmArgument())
                        .with(RETENTION, "holdfast.retention.minimum-verified", "1"));
        AgedBackup old = AgedBackup.of(stack, young);
        await().atMost(LONG).until(() -> !doomed.isAlive());

        stack.startWith(RETENTION, plan -> plan.with(RETENTION, "holdfast.retention.minimum-verified", "1"));

        stack.log().await(old.id(), BackupExpired.class, LONG);
        assertThat(stack.log().about(old.id(), CopyExpired.class)).hasSize(1);
        assertThat(stack.log().about(old.id(), BackupExpired.class)).hasSize(1);
        assertThat(stack.files()).noneMatch(name -> name.contains(old.stem()));
        assertThat(stack.files()).contains(young.key());
    }

    private static Copy verified(Stack stack, BackupId backup) {
        stack.log().await(backup, BackupVerified.class, LONG);
        return stack.log().await(backup, BackupCompleted.class, LONG).copies().getFirst();
    }
}
