package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.KeepingEvent.BackupExpired;
import io.holdfast.events.KeepingEvent.BackupExpiring;
import io.holdfast.events.KeepingEvent.BackupReinstated;
import io.holdfast.events.KeepingEvent.CopyExpired;
import io.holdfast.events.Kind;
import io.holdfast.events.OversightEvent.ExpiryWithheld;
import io.holdfast.events.OversightEvent.PlanApproved;
import io.holdfast.events.OversightEvent.RequestRejected;
import java.time.Duration;
import java.util.List;
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
        for (int day = 0; day < 5; day++) {
            world.verify(world.make(Kind.FULL));
            world.pass(Duration.ofDays(1));
        }
        world.hear(ALL);
    }

    @Test
    void a_backup_is_deleted_after_its_announcement_was_read_back() {
        announced();

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
        announced();

        world.settle();

        assertThat(said(CopyExpired.class)).extracting(CopyExpired::copy).contains(World.ref(OLDEST));
        assertThat(said(BackupExpired.class)).extracting(BackupExpired::backup).contains(Example.id(OLDEST));
        assertThat(world.catalogue.look(Example.id(OLDEST)).state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_hold_that_stands_before_the_announcement_wins() {
        world.hold(OLDEST);
        world.plan();
        world.relay(ALL, false);
        world.hear(ALL);

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
        assertThat(said(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .contains("held by jo");
    }

    @Test
    void a_hold_that_comes_after_the_announcement_wins_as_long_as_nothing_is_deleted() {
        announced();
        world.hold(OLDEST);

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void a_hold_that_comes_when_the_deletion_has_begun_is_told_so() {
        announced();
        world.crashAfter(5);
        world.expire();
        assertThat(world.catalogue.look(Example.id(OLDEST)).intents().getFirst().stage())
                .isEqualTo(Intent.Stage.DELETING);

        world.hold(OLDEST);
        world.settle();

        assertThat(said(RequestRejected.class))
                .extracting(RequestRejected::message)
                .singleElement()
                .asString()
                .contains("has begun");
    }

    @Test
    void a_reader_who_comes_first_wins() {
        world.pin(OLDEST, Duration.ofHours(2));
        world.plan();
        world.relay(ALL, false);

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
        assertThat(said(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .contains("being read by verify");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_condemnation_of_a_survivor_stops_everything_that_counts_on_it(boolean before) {
        if (before) {
            world.condemn(3);
        }
        world.plan();
        world.relay(ALL, false);
        if (!before) {
            world.condemn(3);
        }

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void a_survivor_whose_bytes_are_bad_stops_the_deletion() {
        announced();
        world.storage.rot(World.ref(4));

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
        assertThat(said(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .allMatch(reason -> reason.contains("is damaged"));
    }

    @Test
    void nothing_is_announced_while_a_survivor_is_bad() {
        world.storage.lose(World.ref(4));

        world.plan();

        assertThat(world.catalogue.outbox()).isEmpty();
    }

    @Test
    void nothing_is_announced_while_the_clocks_differ() {
        world.catalogueOffset = Duration.ofMinutes(6);

        world.plan();

        assertThat(world.catalogue.outbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, -6})
    void a_broker_whose_clock_differs_stops_the_deletion(int minutes) {
        world.brokerOffset = Duration.ofMinutes(minutes);
        announced();

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void clocks_that_came_apart_after_the_announcement_stop_the_deletion() {
        announced();
        world.localClock(Duration.ofDays(100));

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void an_announcement_that_nobody_acted_upon_for_long_is_withdrawn() {
        announced();
        world.pass(Duration.ofHours(2));

        world.settle();

        assertThat(said(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .allMatch(reason -> reason.contains("too long before"));
    }

    @Test
    void a_destination_that_cannot_be_read_is_waited_for() {
        announced();
        world.storage.mounted(false);
        world.expire();

        world.storage.mounted(true);
        world.settle();

        assertThat(said(CopyExpired.class)).isNotEmpty();
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

        assertThat(said(CopyExpired.class)).extracting(CopyExpired::copy).containsExactly(World.ref(0), World.ref(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void killed_at_any_step_it_resumes_and_deletes_once(int step) {
        announced();
        world.crashAfter(step);
        world.expire();

        world.settle();

        assertThat(said(CopyExpired.class)).extracting(CopyExpired::copy).containsExactly(World.ref(0), World.ref(1));
        assertThat(said(BackupExpired.class)).hasSize(2);
        assertThat(world.storage.isThere(World.ref(0)) || world.storage.isThere(World.ref(1)))
                .isFalse();
    }

    @Test
    void a_plan_that_deletes_too_much_is_withheld_once_and_carried_out_when_approved() {
        World world = new World(new RetentionPolicy(Example.APP, Duration.ofDays(1), 1, Duration.ofDays(1)));
        for (int day = 0; day < 6; day++) {
            world.verify(world.make(Kind.FULL));
            world.pass(Duration.ofDays(1));
        }
        world.hear(ALL);
        world.plan();
        world.plan();
        world.settle();
        assertThat(said(world, ExpiryWithheld.class)).hasSize(1);
        assertThat(said(world, BackupExpiring.class)).isEmpty();

        world.approve(said(world, ExpiryWithheld.class).getFirst().plan());
        world.settle();
        world.plan();
        world.settle();

        assertThat(said(world, PlanApproved.class)).hasSize(1);
        assertThat(said(world, BackupExpired.class)).hasSize(5);
    }

    @Test
    void a_hold_on_what_is_gone_or_unknown_is_refused() {
        announced();
        world.settle();

        world.hold(OLDEST);
        world.hold(77);
        world.release(4);
        world.settle();

        assertThat(said(RequestRejected.class))
                .extracting(RequestRejected::message)
                .satisfiesExactly(
                        gone -> assertThat(gone).contains("is expired"),
                        unknown -> assertThat(unknown).contains("no backup"),
                        notHeld -> assertThat(notHeld).contains("is not held"));
    }

    private void announced() {
        world.plan();
        world.relay(ALL, false);
        world.hear(ALL);
    }

    private <E extends BackupEvent> List<E> said(Class<E> type) {
        return said(world, type);
    }

    private static <E extends BackupEvent> List<E> said(World world, Class<E> type) {
        return world.log.stream()
                .map(World.Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
