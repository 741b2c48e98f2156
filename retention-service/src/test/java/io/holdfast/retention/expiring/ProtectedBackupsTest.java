package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.KeepingEvent.BackupReinstated;
import io.holdfast.events.OversightEvent.RequestRejected;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops a deletion, before it is announced or after. */
class ProtectedBackupsTest {

    private static final int OLDEST = 0;
    private static final int ALL = Integer.MAX_VALUE;

    /** Five verified days, of which two are due: one policy day is enough to have something to decide. */
    private final World world = new World(new RetentionPolicy(Example.APP, Duration.ofDays(4), 3, Duration.ofDays(1)));

    ProtectedBackupsTest() {
        world.others.makeVerified(5);
        world.hear(ALL);
    }

    @Test
    void a_hold_that_stands_before_the_announcement_wins() {
        world.hold(OLDEST);
        world.planAndHear();

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
        assertThat(world.log.said(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .contains("held by jo");
    }

    @Test
    void a_hold_that_comes_after_the_announcement_wins_as_long_as_nothing_is_deleted() {
        world.planAndHear();
        world.hold(OLDEST);

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void a_hold_that_comes_when_the_deletion_has_begun_is_told_so() {
        world.planAndHear();
        world.crashAfter(5);
        world.expire();
        assertThat(world.catalogue.look(Example.id(OLDEST)).intents().getFirst().stage())
                .isEqualTo(Intent.Stage.DELETING);

        world.hold(OLDEST);
        world.settle();

        assertThat(world.log.said(RequestRejected.class))
                .extracting(RequestRejected::message)
                .singleElement()
                .asString()
                .contains("has begun");
    }

    @Test
    void a_reader_who_comes_first_wins() {
        world.others.pin(OLDEST, Duration.ofHours(2));
        world.plan();
        world.relay(ALL, false);

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
        assertThat(world.log.said(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .contains("being read by verify");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_condemnation_of_a_survivor_stops_everything_that_counts_on_it(boolean before) {
        if (before) {
            world.others.condemn(3);
        }
        world.plan();
        world.relay(ALL, false);
        if (!before) {
            world.others.condemn(3);
        }

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void a_survivor_whose_bytes_are_bad_stops_the_deletion() {
        world.planAndHear();
        world.storage.rot(World.ref(4));

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
        assertThat(world.log.said(BackupReinstated.class))
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
        world.clocks.catalogue = Duration.ofMinutes(6);

        world.plan();

        assertThat(world.catalogue.outbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, -6})
    void a_broker_whose_clock_differs_stops_the_deletion(int minutes) {
        world.clocks.broker = Duration.ofMinutes(minutes);
        world.planAndHear();

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void clocks_that_came_apart_after_the_announcement_stop_the_deletion() {
        world.planAndHear();
        world.clocks.local = Duration.ofDays(100);

        world.settle();

        assertThat(world.storage.isThere(World.ref(OLDEST))).isTrue();
    }

    @Test
    void an_announcement_that_nobody_acted_upon_for_long_is_withdrawn() {
        world.planAndHear();
        world.clocks.pass(Duration.ofHours(2));

        world.settle();

        assertThat(world.log.said(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .allMatch(reason -> reason.contains("too long before"));
    }

    @Test
    void a_hold_on_what_is_gone_or_unknown_is_refused() {
        world.planAndHear();
        world.settle();

        world.hold(OLDEST);
        world.hold(77);
        world.release(4);
        world.settle();

        assertThat(world.log.said(RequestRejected.class))
                .extracting(RequestRejected::message)
                .satisfiesExactly(
                        gone -> assertThat(gone).contains("is expired"),
                        unknown -> assertThat(unknown).contains("no backup"),
                        notHeld -> assertThat(notHeld).contains("is not held"));
    }
}
