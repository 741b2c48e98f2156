package io.holdfast.scheduler.scheduling;

import static io.holdfast.scheduler.scheduling.SchedulingFixture.SLOT;
import static io.holdfast.scheduler.scheduling.SchedulingFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.ServiceBackupRequested;
import org.junit.jupiter.api.Test;

/** Slots are planned, requested once, and settled by their backup. */
class PlanScheduledSlotsTest {

    @Test
    void a_new_schedule_has_no_slots_in_the_past() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-22T02:00:01Z", SchedulingFixture.daily());

        fixture.tick();

        assertThat(fixture.ledger.of(SchedulingFixture.APP_FULL).firstKey()).isEqualTo(at("2026-11-23T02:00:00Z"));
    }

    @Test
    void a_slot_is_in_the_ledger_before_it_is_due() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-20T02:00:00Z", SchedulingFixture.daily());

        fixture.tick();

        assertThat(fixture.slot(SLOT).state()).isEqualTo("planned");
        assertThat(fixture.ledger.requested()).isEmpty();
    }

    @Test
    void a_due_slot_is_requested_with_its_own_id_and_an_explicit_kind() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();

        fixture.runUntil("2026-11-22T02:01:00Z");

        ScheduledSlotDecision request = fixture.ledger.decisions.getLast();
        String id = BackupId.requestIdOfSlot(SchedulingFixture.APP_FULL.database(), BackupKind.FULL, at(SLOT))
                .toString();
        assertThat(request.announcement())
                .contains(new ScheduledSlotDecision.Announcement(
                        id, new ServiceBackupRequested("app", "full", null, at(SLOT))));
    }

    @Test
    void a_slot_is_not_requested_before_the_clock_margin() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();

        fixture.sleepUntil("2026-11-22T02:00:01Z");

        assertThat(fixture.ledger.requested()).isEmpty();
    }

    @Test
    void a_slot_is_requested_once_in_many_evaluations() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());

        fixture.runUntil("2026-11-22T12:00:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void a_backup_that_started_at_the_slot_settles_it() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T02:30:00Z");

        fixture.complete(SLOT, "2026-11-22T02:20:00Z");
        fixture.tick();

        assertThat(fixture.slot(SLOT).state()).isEqualTo("settled");
    }

    @Test
    void a_backup_that_started_before_the_slot_never_settles_it() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T02:30:00Z");

        fixture.complete("2026-11-22T01:59:59Z", "2026-11-22T02:20:00Z");
        fixture.runUntil("2026-11-22T08:02:00Z");

        assertThat(fixture.slot(SLOT).state()).isEqualTo("missed");
    }

    @Test
    void a_backup_of_another_source_settles_a_slot_that_was_never_requested() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();

        fixture.complete("2026-11-22T02:10:00Z", "2026-11-22T02:20:00Z");
        fixture.sleepUntil("2026-11-22T03:00:00Z");

        assertThat(fixture.slot(SLOT).state()).isEqualTo("settled");
        assertThat(fixture.ledger.requested()).isEmpty();
    }

    @Test
    void slots_are_requested_while_the_broker_is_unavailable() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();
        fixture.loseBroker();

        fixture.runUntil("2026-11-22T02:01:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
    }
}
