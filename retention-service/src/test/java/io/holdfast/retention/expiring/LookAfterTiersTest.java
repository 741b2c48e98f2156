package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.ExampleBackups.TIERED;
import static io.holdfast.retention.expiring.ExampleBackups.everywhere;
import static io.holdfast.retention.expiring.ExampleBackups.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.holdfast.events.BackupCopyEvent.CopyArchived;
import io.holdfast.events.BackupCopyEvent.CopyLocked;
import io.holdfast.events.BackupCopyEvent.LockMissing;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.retention.promoting.ApplyRetentionTiers;
import io.holdfast.retention.promoting.MaintainObjectLocks;
import io.holdfast.retention.promoting.MoveCopiesToArchiveClass;
import io.holdfast.retention.promoting.PromoteBackupsToTiers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promotions, locks and moves for the tiers. A crash at any step changes nothing in the result. */
class LookAfterTiersTest {

    private static final String[] BOTH = {"local", "away"};

    private final MemoryCatalogue catalogue = new MemoryCatalogue();
    private final ScriptedCopyProtection vaults = new ScriptedCopyProtection();
    private final TestClocks clocks = new TestClocks();

    @Test
    void representatives_of_a_week_or_month_are_published_once_with_their_end() {
        stored(everywhere(1, days(7), BOTH), everywhere(2, days(6), BOTH));

        run();
        run();

        assertThat(published(BackupPromoted.class))
                .extracting(BackupPromoted::backup, BackupPromoted::tier, BackupPromoted::until)
                .containsExactlyInAnyOrder(
                        tuple(id(1), "weekly", record(1).takenAt().plus(days(91))),
                        tuple(id(1), "monthly", Instant.parse("2027-05-11T04:00:00Z")));
    }

    @Test
    void every_good_copy_is_locked_as_long_as_it_is_to_stay_and_that_is_said_once() {
        stored(everywhere(1, days(7), BOTH), everywhere(2, days(6), BOTH));

        run();
        run();

        assertThat(published(CopyLocked.class)).hasSize(2);
        assertThat(copy(1, "away").lockedUntil()).isEqualTo(Instant.parse("2027-05-11T04:00:00Z"));
        assertThat(copy(2, "away").lockedUntil()).isEqualTo(record(2).takenAt().plus(days(30)));
        assertThat(copy(1, "local").lockedUntil()).isNull();
    }

    @Test
    void a_missing_lock_is_published_once() {
        vaults.isObstinate = true;
        stored(everywhere(1, days(7), BOTH));
        run();
        clocks.pass(days(1));
        run();
        Instant missed = copy(1, "away").lockMissedUntil();

        vaults.isObstinate = false;
        run();

        assertThat(published(LockMissing.class)).hasSize(1);
        assertThat(missed).isEqualTo(Instant.parse("2027-05-11T04:00:00Z"));
        assertThat(copy(1, "away").lockMissedUntil()).isNull();
        assertThat(published(CopyLocked.class)).hasSize(1);
    }

    @Test
    void a_lock_that_was_taken_away_is_noticed_within_a_day() {
        stored(everywhere(1, days(7), BOTH));
        run();
        vaults.locks.clear();
        vaults.isObstinate = true;

        clocks.pass(days(1));
        run();

        assertThat(published(LockMissing.class))
                .singleElement()
                .satisfies(event -> assertThat(event.lockedUntil()).isNull());
    }

    @Test
    void nothing_is_published_about_an_unreachable_destination() {
        vaults.isAway = true;
        stored(everywhere(1, days(7), BOTH));

        ApplyRetentionTiers.Result outcome = run();

        assertThat(outcome.isWhole()).isFalse();
        assertThat(published(LockMissing.class)).isEmpty();
    }

    @Test
    void a_monthly_copy_moves_when_its_week_is_over_and_it_was_read_again() {
        BackupRecord old = everywhere(1, days(100), "away");
        BackupRecord notRead = everywhere(2, days(130), "local");
        stored(
                old,
                notRead.withCopies(
                        List.of(notRead.copies().getFirst(), StoredCopy.present(ExampleBackups.copy(2, "away")))),
                everywhere(3, days(60), BOTH));
        newOnes();

        run();
        run();

        assertThat(published(CopyArchived.class))
                .extracting(CopyArchived::backup, CopyArchived::storageClass)
                .containsExactly(tuple(id(1), "GLACIER"));
        assertThat(copy(1, "away").isProven()).isTrue();
    }

    @Test
    void the_newest_verified_ones_are_not_moved_however_old_they_are() {
        stored(everywhere(1, days(100), BOTH));

        run();

        assertThat(vaults.archived).isEmpty();
    }

    @Test
    void nothing_is_done_while_the_clocks_differ() {
        clocks.local = days(400);
        stored(everywhere(1, days(7), BOTH));

        run();

        assertThat(catalogue.outbox()).isEmpty();
        assertThat(vaults.asked).isEmpty();
    }

    @Test
    void on_a_single_host_nothing_is_published() {
        stored(everywhere(1, days(7), "local"));

        tiers().run(ExampleBackups.POLICY);

        assertThat(catalogue.outbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 26, 28, 30})
    void a_crash_at_any_step_neither_loses_nor_repeats_an_event(int steps) {
        stored(everywhere(1, days(100), BOTH), everywhere(4, days(60), BOTH));
        newOnes();
        int[] left = {steps};
        Runnable step = () -> {
            if (left[0]-- == 0) {
                throw new RetentionFixture.Crash();
            }
        };
        catalogue.beforeEachStep(step);
        vaults.beforeEachStep = step;
        try {
            run();
        } catch (RetentionFixture.Crash killed) {
            assertThat(left[0]).isEqualTo(-1);
        }

        catalogue.beforeEachStep(() -> {});
        vaults.beforeEachStep = () -> {};
        run();
        run();

        List<UUID> ids =
                catalogue.outbox().stream().map(MemoryCatalogue.OutboxRow::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(published(CopyArchived.class)).hasSize(1);
        assertThat(copy(1, "away").storageClass()).isEqualTo("GLACIER");
        assertThat(copy(4, "away").lockedUntil())
                .isEqualTo(record(4).promotions().getLast().until());
        assertThat(catalogue.all()).isEqualTo(undisturbed());
    }

    /** The expected records without a crash. */
    private List<BackupRecord> undisturbed() {
        LookAfterTiersTest other = new LookAfterTiersTest();
        other.stored(everywhere(1, days(100), BOTH), everywhere(4, days(60), BOTH));
        other.newOnes();
        other.run();
        other.run();
        other.run();
        return other.catalogue.all();
    }

    private void stored(BackupRecord... records) {
        for (BackupRecord record : records) {
            catalogue.save(record);
        }
    }

    /** Three survivors of this week. */
    private void newOnes() {
        stored(
                everywhere(11, Duration.ofHours(3), BOTH),
                everywhere(12, Duration.ofHours(2), BOTH),
                everywhere(13, Duration.ofHours(1), BOTH));
    }

    private ApplyRetentionTiers.Result run() {
        return tiers().run(TIERED);
    }

    /** As in a new process. */
    private ApplyRetentionTiers tiers() {
        return new ApplyRetentionTiers(
                catalogue,
                catalogue,
                clocks,
                new PromoteBackupsToTiers(catalogue, catalogue, catalogue),
                new MaintainObjectLocks(catalogue, catalogue, catalogue, vaults),
                new MoveCopiesToArchiveClass(catalogue, catalogue, catalogue, vaults));
    }

    private <E extends BackupEvent> List<E> published(Class<E> type) {
        return catalogue.outbox().stream()
                .map(MemoryCatalogue.OutboxRow::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private BackupRecord record(int number) {
        return catalogue.look(id(number));
    }

    private StoredCopy copy(int number, String destination) {
        return record(number).copies().stream()
                .filter(copy -> copy.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
