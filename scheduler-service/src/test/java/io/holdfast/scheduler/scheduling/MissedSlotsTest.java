package io.holdfast.scheduler.scheduling;

import static io.holdfast.scheduler.scheduling.SchedulingFixture.SLOT;
import static io.holdfast.scheduler.scheduling.SchedulingFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupMissed;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots whose backup is missing or late. */
class MissedSlotsTest {

    @Test
    void a_missed_backup_is_reported_once_within_five_minutes_after_the_deadline() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T08:00:00Z");
        assertThat(fixture.ledger.missed()).isEmpty();

        fixture.runUntil("2026-11-22T08:05:00Z");

        assertThat(fixture.ledger.missed()).containsExactly(at(SLOT));
        fixture.runUntil("2026-11-22T20:00:00Z");
        assertThat(fixture.ledger.missed()).containsExactly(at(SLOT));
    }

    @Test
    void the_missed_backup_has_the_id_of_the_slots_request() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T08:02:00Z");

        ScheduledSlotDecision.Announcement said =
                fixture.ledger.decisions.getLast().announcement().orElseThrow();

        String request = BackupId.requestIdOfSlot(SchedulingFixture.APP_FULL.database(), BackupKind.FULL, at(SLOT))
                .toString();
        BackupId asked = BackupId.ofRequest(URI.create("/holdfast/scheduler"), request, "app", "full");
        assertThat(said.message())
                .isEqualTo(
                        new BackupMissed(
                                asked,
                                SchedulingFixture.APP_FULL.database(),
                                BackupKind.FULL,
                                at(SLOT),
                                at("2026-11-22T08:00:00Z"),
                                "The backup was requested, but dump-service has not accepted the request. Check that dump-service is running."));
    }

    @Test
    void a_completion_on_its_way_at_the_deadline_is_waited_for() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T08:00:00Z");

        fixture.complete("2026-11-22T02:00:05Z", "2026-11-22T07:59:59Z");
        fixture.runUntil("2026-11-22T09:00:00Z");

        assertThat(fixture.slot(SLOT).state()).isEqualTo("settled");
        assertThat(fixture.ledger.missed()).isEmpty();
    }

    @Test
    void nothing_is_missed_while_the_broker_is_unavailable() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T02:10:00Z");
        fixture.loseBroker();
        fixture.runUntil("2026-11-22T12:00:00Z");
        assertThat(fixture.ledger.missed()).isEmpty();

        fixture.complete("2026-11-22T02:10:00Z", "2026-11-22T02:30:00Z");
        fixture.findBroker();
        fixture.tick();

        assertThat(fixture.slot(SLOT).state()).isEqualTo("settled");
    }

    @Test
    void a_missed_slot_with_a_later_backup_is_settled_late() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T10:00:00Z");

        fixture.complete("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z");
        fixture.tick();

        assertThat(fixture.slot(SLOT).state()).isEqualTo("settled_late");
    }

    @Test
    void a_backup_completed_after_the_deadline_is_reported_as_missed() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T02:01:00Z");

        fixture.complete("2026-11-22T02:00:05Z", "2026-11-22T08:30:00Z");
        fixture.sleepUntil("2026-11-22T12:00:00Z");

        assertThat(fixture.ledger.missed()).containsExactly(at(SLOT));
        assertThat(fixture.slot(SLOT).state()).isEqualTo("settled_late");
    }

    @Test
    void a_request_that_failed_permanently_waits_for_another_backup_until_the_deadline() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T02:05:00Z");
        fixture.answer(SLOT, new ScheduledSlotRequestState.Ended("failed permanently (storage_full): no room"));
        fixture.runUntil("2026-11-22T03:00:00Z");
        assertThat(fixture.slot(SLOT).state()).isEqualTo("failed");

        fixture.complete("2026-11-22T04:00:00Z", "2026-11-22T04:10:00Z");
        fixture.runUntil("2026-11-22T12:00:00Z");

        assertThat(fixture.slot(SLOT).state()).isEqualTo("settled");
        assertThat(fixture.ledger.missed()).isEmpty();
    }

    @Test
    void a_request_that_failed_permanently_is_missed_at_the_deadline_with_a_reason() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T02:05:00Z");

        fixture.answer(SLOT, new ScheduledSlotRequestState.Ended("failed permanently (storage_full): no room"));
        fixture.runUntil("2026-11-22T08:02:00Z");

        assertThat(((ScheduledSlot.Missed) fixture.slot(SLOT)).why())
                .isEqualTo("The request failed permanently (storage_full): no room, and no other backup completed.");
    }

    @Test
    void an_accepted_request_without_a_backup_refers_to_the_queue() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T02:05:00Z");

        fixture.answer(SLOT, new ScheduledSlotRequestState.Accepted());
        fixture.runUntil("2026-11-22T08:02:00Z");

        assertThat(((ScheduledSlot.Missed) fixture.slot(SLOT)).why())
                .isEqualTo(
                        "The backup was requested. dump-service accepted the request, but no backup completed. Check the queue and the"
                                + " runs of dump-service.");
    }

    @Test
    void a_backup_that_started_before_its_slot_refers_to_the_clocks() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T02:05:00Z");
        ScheduledSlotId slot = new ScheduledSlotId(SchedulingFixture.APP_FULL, at(SLOT));

        fixture.ledger.completions.put(
                SchedulingFixture.APP_FULL,
                List.of(new CompletedBackup(slot.backup(), at("2026-11-22T01:59:48Z"), at("2026-11-22T02:10:00Z"))));
        fixture.runUntil("2026-11-22T08:02:00Z");

        assertThat(((ScheduledSlot.Missed) fixture.slot(SLOT)).why())
                .startsWith("The backup started 12s before the slot. Compare the clocks");
    }

    @Test
    void a_month_without_completions_has_one_missed_slot_per_day() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-01T00:00:00Z", SchedulingFixture.daily());

        fixture.runUntil("2026-12-01T00:00:00Z");

        assertThat(fixture.ledger.requested()).hasSize(30);
        assertThat(fixture.ledger.missed()).hasSize(30).isEqualTo(fixture.ledger.requested());
    }
}
