package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * All copies of a backup were found bad, so it no longer represented its week. Then one of them was read again and
 * found good.
 */
class RevivedCopyTest {

    private static final int OLDEST = 0;
    private static final List<String> ALL = List.of("local", "away", "vault");

    private final RetentionFixture fixture = new RetentionFixture(new RetentionPolicy(
            ExampleBackups.APP,
            Duration.ofDays(5),
            2,
            Duration.ofDays(1),
            new RetentionTierPolicy(3, 0, 0, 0, null, Duration.ofDays(3)),
            List.of(RetentionPolicyDestination.LOCAL, ExampleBackups.AWAY, ExampleBackups.VAULT)));

    @Test
    void its_bad_copies_are_not_deleted_before_they_were_made_anew() {
        weekOfBackups();
        ALL.forEach(place -> fixture.others.condemn(OLDEST, place));
        fixture.receive(Integer.MAX_VALUE);
        fixture.planAndReceive();
        assertThat(fixture.catalogue.look(ExampleBackups.id(OLDEST)).intents()).hasSize(3);

        fixture.others.read(OLDEST, List.of("vault"));
        fixture.settle();

        assertThat(ALL)
                .allMatch(place -> fixture.storage.isThere(
                        ExampleBackups.copy(OLDEST, place).ref()));
        assertThat(fixture.catalogue.look(ExampleBackups.id(OLDEST)).intents()).isEmpty();
    }

    private void weekOfBackups() {
        for (int day = 0; day < 7; day++) {
            int backup = fixture.others.make(BackupKind.FULL);
            fixture.others.copy(backup, "away", ALL);
            fixture.others.copy(backup, "vault", ALL);
            fixture.others.read(backup, ALL);
            fixture.clocks.pass(Duration.ofDays(1));
        }
        fixture.receive(Integer.MAX_VALUE);
    }
}
