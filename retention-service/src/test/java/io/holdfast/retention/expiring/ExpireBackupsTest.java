package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.KeepingEvent.BackupExpired;
import io.holdfast.events.KeepingEvent.BackupExpiring;
import io.holdfast.events.KeepingEvent.CopyExpired;
import io.holdfast.events.OversightEvent.ExpiryWithheld;
import io.holdfast.events.OversightEvent.PlanApproved;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation, one fact at a time; {@link ConversationPropertyTest} has all the orders. */
class ExpireBackupsTest {

    private static final int OLDEST = 0;
    private static final int ALL = Integer.MAX_VALUE;

    /** Five verified days, of which two are due: one policy day is enough to have something to decide. */
    private final World world = new World(new RetentionPolicy(Example.APP, Duration.ofDays(4), 3, Duration.ofDays(1)));

    ExpireBackupsTest() {
        world.others.makeVerified(5);
        world.hear(ALL);
    }

    @Test
    void a_backup_is_deleted_after_its_announcement_was_read_back() {
        world.planAndHear();

        world.expire();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isFalse();
    }

    @Test
    void nothing_is_deleted_before_the_announcement_is_read_back() {
        world.plan();
        world.relay(ALL, false);

        world.expire();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void the_deletion_of_the_last_copy_ends_the_backup() {
        world.planAndHear();

        world.settle();

        assertThat(world.log.said(CopyExpired.class))
                .extracting(CopyExpired::copy)
                .contains(World.ref(OLDEST));
        assertThat(world.log.said(BackupExpired.class))
                .extracting(BackupExpired::backup)
                .contains(Example.id(OLDEST));
        assertThat(world.catalogue.look(Example.id(OLDEST)).state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_destination_that_cannot_be_read_is_waited_for() {
        world.planAndHear();
        world.storage.mounted(false);
        world.expire();

        world.storage.mounted(true);
        world.settle();

        assertThat(world.log.said(CopyExpired.class)).isNotEmpty();
    }

    @Test
    void the_oldest_goes_first_and_nothing_newer_before_it() {
        world.plan();
        world.relay(2, false);
        world.hear(1);
        world.hear(1);
        world.storage.beforeDeletion(
                copy -> assertThat(world.storage.isThere(World.ref(0)) || !copy.equals(World.ref(0)))
                        .isTrue());

        world.settle();

        assertThat(world.log.said(CopyExpired.class))
                .extracting(CopyExpired::copy)
                .containsExactly(World.ref(0), World.ref(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void killed_at_any_step_it_resumes_and_deletes_once(int step) {
        world.planAndHear();
        world.crashAfter(step);
        world.expire();

        world.settle();

        assertThat(world.log.said(CopyExpired.class))
                .extracting(CopyExpired::copy)
                .containsExactly(World.ref(0), World.ref(1));
        assertThat(world.log.said(BackupExpired.class)).hasSize(2);
        assertThat(world.storage.isThere(World.ref(0)) || world.storage.isThere(World.ref(1)))
                .isFalse();
    }

    @Test
    void a_plan_that_deletes_too_much_is_withheld_once_and_carried_out_when_approved() {
        World world = new World(new RetentionPolicy(Example.APP, Duration.ofDays(1), 1, Duration.ofDays(1)));
        world.others.makeVerified(6);
        world.hear(ALL);
        world.plan();
        world.plan();
        world.settle();
        assertThat(world.log.said(ExpiryWithheld.class)).hasSize(1);
        assertThat(world.log.said(BackupExpiring.class)).isEmpty();

        world.approve(world.log.said(ExpiryWithheld.class).getFirst().plan());
        world.settle();
        world.plan();
        world.settle();

        assertThat(world.log.said(PlanApproved.class)).hasSize(1);
        assertThat(world.log.said(BackupExpired.class)).hasSize(5);
    }
}
