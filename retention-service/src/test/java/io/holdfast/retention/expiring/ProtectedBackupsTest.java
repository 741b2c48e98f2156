package io.holdfast.retention.expiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What prevents a deletion, before or after its announcement. */
class ProtectedBackupsTest {

    private static final int OLDEST = 0;
    private static final int ALL = Integer.MAX_VALUE;

    /** Five verified backups on five days, two of them due. With a retention of a day, there is something to decide. */
    private final RetentionFixture fixture =
            new RetentionFixture(new RetentionPolicy(ExampleBackups.APP, Duration.ofDays(4), 3, Duration.ofDays(1)));

    ProtectedBackupsTest() {
        fixture.others.makeVerified(5);
        fixture.receive(ALL);
    }

    @Test
    void a_hold_that_stands_before_the_announcement_wins() {
        fixture.hold(OLDEST);
        fixture.planAndReceive();

        fixture.settle();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isTrue();
        assertThat(fixture.log.published(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .contains("held by jo");
    }

    @Test
    void a_hold_that_comes_after_the_announcement_wins_as_long_as_nothing_is_deleted() {
        fixture.planAndReceive();
        fixture.hold(OLDEST);

        fixture.settle();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isTrue();
    }

    @Test
    void a_hold_after_the_start_of_the_deletion_is_rejected() {
        fixture.planAndReceive();
        fixture.crashAfter(5);
        fixture.expire();
        assertThat(fixture.catalogue
                        .look(ExampleBackups.id(OLDEST))
                        .intents()
                        .getFirst()
                        .stage())
                .isEqualTo(DeletionIntent.Stage.DELETING);

        fixture.hold(OLDEST);
        fixture.settle();

        assertThat(fixture.log.published(RequestRejected.class))
                .extracting(RequestRejected::message)
                .singleElement()
                .asString()
                .contains("has begun");
    }

    @Test
    void a_pin_before_the_intent_prevents_the_deletion() {
        fixture.others.pin(OLDEST, Duration.ofHours(2));
        fixture.plan();
        fixture.relay(ALL, false);

        fixture.settle();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isTrue();
        assertThat(fixture.log.published(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .contains("in use by verify");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_condemnation_of_a_survivor_stops_all_deletions_that_rely_on_it(boolean before) {
        if (before) {
            fixture.others.condemn(3);
        }
        fixture.plan();
        fixture.relay(ALL, false);
        if (!before) {
            fixture.others.condemn(3);
        }

        fixture.settle();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isTrue();
    }

    @Test
    void a_survivor_whose_bytes_are_bad_stops_the_deletion() {
        fixture.planAndReceive();
        fixture.storage.rot(RetentionFixture.ref(4));

        fixture.settle();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isTrue();
        assertThat(fixture.log.published(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .allMatch(reason -> reason.contains("is damaged"));
    }

    @Test
    void nothing_is_announced_while_a_survivor_is_bad() {
        fixture.storage.lose(RetentionFixture.ref(4));

        fixture.plan();

        assertThat(fixture.catalogue.outbox()).isEmpty();
    }

    @Test
    void nothing_is_announced_while_the_clocks_differ() {
        fixture.clocks.catalogue = Duration.ofMinutes(6);

        fixture.plan();

        assertThat(fixture.catalogue.outbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, -6})
    void a_broker_whose_clock_differs_stops_the_deletion(int minutes) {
        fixture.clocks.broker = Duration.ofMinutes(minutes);
        fixture.planAndReceive();

        fixture.settle();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isTrue();
    }

    @Test
    void clocks_that_came_apart_after_the_announcement_stop_the_deletion() {
        fixture.planAndReceive();
        fixture.clocks.local = Duration.ofDays(100);

        fixture.settle();

        assertThat(fixture.storage.isThere(RetentionFixture.ref(OLDEST))).isTrue();
    }

    @Test
    void an_old_announcement_is_withdrawn() {
        fixture.planAndReceive();
        fixture.clocks.pass(Duration.ofHours(2));

        fixture.settle();

        assertThat(fixture.log.published(BackupReinstated.class))
                .extracting(BackupReinstated::reason)
                .allMatch(reason -> reason.contains("60 minutes before"));
    }

    @Test
    void a_hold_on_a_deleted_or_unknown_backup_is_rejected() {
        fixture.planAndReceive();
        fixture.settle();

        fixture.hold(OLDEST);
        fixture.hold(77);
        fixture.release(4);
        fixture.settle();

        assertThat(fixture.log.published(RequestRejected.class))
                .extracting(RequestRejected::message)
                .satisfiesExactly(
                        gone -> assertThat(gone).contains("is expired"),
                        unknown -> assertThat(unknown).contains("no backup"),
                        notHeld -> assertThat(notHeld).contains("is not held"));
    }
}
