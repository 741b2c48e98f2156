package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.OperatorEvent.ExpiryWithheld;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.CopyExpired;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deletion protocol, one fact at a time. {@link DeletionProtocolPropertyTest} covers all orders. */
class DeleteExpiredBackupsTest {

    private static final int OLDEST = 0;
    private static final int ALL = Integer.MAX_VALUE;

    /** Five verified backups on five days, two of them due. With a retention of a day, there is something to decide. */
    private final RetentionFixture fixture =
            new RetentionFixture(new RetentionPolicy(ExampleBackups.APP, Duration.ofDays(4), 3, Duration.ofDays(1)));

    DeleteExpiredBackupsTest() {
        fixture.others.makeVerified(5);
        fixture.receive(ALL);
    }

    @Test
    void a_backup_is_deleted_after_its_announcement_was_read_back() {
        fixture.planAndReceive();

        fixture.expire();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isFalse();
    }

    @Test
    void nothing_is_deleted_before_the_announcement_is_read_back() {
        fixture.plan();
        fixture.relay(ALL, false);

        fixture.expire();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isTrue();
    }

    @Test
    void the_deletion_of_the_last_copy_ends_the_backup() {
        fixture.planAndReceive();

        fixture.settle();

        assertThat(fixture.log.published(CopyExpired.class))
                .extracting(CopyExpired::copy)
                .contains(RetentionFixture.ref(OLDEST));
        assertThat(fixture.log.published(BackupExpired.class))
                .extracting(BackupExpired::backup)
                .contains(ExampleBackups.id(OLDEST));
        assertThat(fixture.catalogue.look(ExampleBackups.id(OLDEST)).state()).isEqualTo(BackupState.EXPIRED);
    }

    @Test
    void a_destination_that_cannot_be_read_is_waited_for() {
        fixture.planAndReceive();
        fixture.storage.mounted(false);
        fixture.expire();

        fixture.storage.mounted(true);
        fixture.settle();

        assertThat(fixture.log.published(CopyExpired.class)).isNotEmpty();
    }

    @Test
    void the_oldest_goes_first_and_nothing_newer_before_it() {
        fixture.plan();
        fixture.relay(2, false);
        fixture.receive(1);
        fixture.receive(1);
        fixture.storage.beforeDeletion(copy -> assertThat(
                        fixture.storage.isThere(RetentionFixture.ref(0)) || !copy.equals(RetentionFixture.ref(0)))
                .isTrue());

        fixture.settle();

        assertThat(fixture.log.published(CopyExpired.class))
                .extracting(CopyExpired::copy)
                .containsExactly(RetentionFixture.ref(0), RetentionFixture.ref(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void killed_at_any_step_it_resumes_and_deletes_once(int step) {
        fixture.planAndReceive();
        fixture.crashAfter(step);
        fixture.expire();

        fixture.settle();

        assertThat(fixture.log.published(CopyExpired.class))
                .extracting(CopyExpired::copy)
                .containsExactly(RetentionFixture.ref(0), RetentionFixture.ref(1));
        assertThat(fixture.log.published(BackupExpired.class)).hasSize(2);
        assertThat(fixture.storage.isThere(RetentionFixture.ref(0)) || fixture.storage.isThere(RetentionFixture.ref(1)))
                .isFalse();
    }

    @Test
    void a_plan_that_deletes_too_much_is_withheld_once_and_carried_out_when_approved() {
        RetentionFixture fixture = new RetentionFixture(
                new RetentionPolicy(ExampleBackups.APP, Duration.ofDays(1), 1, Duration.ofDays(1)));
        fixture.others.makeVerified(6);
        fixture.receive(ALL);
        fixture.plan();
        fixture.plan();
        fixture.settle();
        assertThat(fixture.log.published(ExpiryWithheld.class)).hasSize(1);
        assertThat(fixture.log.published(BackupExpiring.class)).isEmpty();

        fixture.approve(fixture.log.published(ExpiryWithheld.class).getFirst().plan());
        fixture.settle();
        fixture.plan();
        fixture.settle();

        assertThat(fixture.log.published(PlanApproved.class)).hasSize(1);
        assertThat(fixture.log.published(BackupExpired.class)).hasSize(5);
    }
}
