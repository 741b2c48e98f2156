package io.holdfast.scheduler.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.localstack.testing.SettableClock;
import io.holdfast.settings.schedule.CronExpression;
import io.holdfast.settings.schedule.DailyRecurrence;
import io.holdfast.settings.schedule.MissedRunPolicy;
import io.holdfast.settings.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The ledger is consistent after any sequence of events. */
class PlanScheduledSlotsPropertyTest {

    private static final ScheduleId APP_FULL = new ScheduleId(new DatabaseId("app"), BackupKind.FULL);
    private static final Instant START = Instant.parse("2026-03-26T09:30:00Z");

    /** An event, followed by an evaluation. */
    sealed interface Step {
        /** Time passes without an evaluation. */
        record Pass(int minutes, boolean hears) implements Step {}

        /** A backup that started this long ago completes. */
        record Complete(int minutesAgo) implements Step {}

        /** The newest requested slot gets a reply. */
        record Answered(boolean ends) implements Step {}

        /** Another replica evaluates the ledger. */
        record LookAgain() implements Step {}
    }

    @Property(tries = 500)
    void the_ledger_is_consistent(@ForAll("stories") List<Step> story, @ForAll("schedules") Schedule schedule) {
        MemoryLedger ledger = new MemoryLedger();
        PlanScheduledSlots planner = new PlanScheduledSlots(SchedulingFixture.MARGINS);
        SettableClock clock = new SettableClock(START);
        Instant readUntil = START;
        look(ledger, planner, schedule, clock, readUntil);

        for (Step step : story) {
            readUntil = happen(step, ledger, clock, readUntil);
            look(ledger, planner, schedule, clock, readUntil);
            assertThat(look(ledger, planner, schedule, clock, readUntil))
                    .as("a second look finds everything done")
                    .isEmpty();
            check(ledger, clock.instant(), readUntil);
        }
        Instant planned =
                clock.instant().plus(SchedulingFixture.MARGINS.horizon().dividedBy(2));
        assertThat(ledger.of(APP_FULL).headMap(planned, true).keySet())
                .as("every slot since the start is in the ledger long before it is due, and nothing else is")
                .containsExactlyElementsOf(schedule.slotsBetween(START, planned));
    }

    private static List<ScheduledSlotDecision> look(
            MemoryLedger ledger,
            PlanScheduledSlots planner,
            Schedule schedule,
            SettableClock clock,
            Instant readUntil) {
        Instant now = clock.instant();
        return ledger.decide(APP_FULL, now, known -> planner.decide(schedule, known, now, readUntil));
    }

    private static Instant happen(Step step, MemoryLedger ledger, SettableClock clock, Instant readUntil) {
        return switch (step) {
            case Step.Pass pass -> {
                clock.advance(Duration.ofMinutes(pass.minutes()));
                yield pass.hears() ? clock.instant() : readUntil;
            }
            case Step.Complete complete -> {
                Instant started = clock.instant().minus(Duration.ofMinutes(complete.minutesAgo()));
                ledger.complete(APP_FULL, started, clock.instant());
                yield readUntil;
            }
            case Step.Answered answered -> {
                List<Instant> requested = ledger.requested();
                if (!requested.isEmpty()) {
                    ledger.answers.put(
                            new ScheduledSlotId(APP_FULL, requested.getLast()),
                            answered.ends()
                                    ? new ScheduledSlotRequestState.Ended("failed")
                                    : new ScheduledSlotRequestState.Accepted());
                }
                yield readUntil;
            }
            case Step.LookAgain again -> readUntil;
        };
    }

    private static void check(MemoryLedger ledger, Instant now, Instant readUntil) {
        assertThat(ledger.requested()).as("no slot is requested twice").doesNotHaveDuplicates();
        assertThat(ledger.missed()).as("no slot is announced twice").doesNotHaveDuplicates();
        Set<Instant> missed = new HashSet<>(ledger.missed());
        ledger.of(APP_FULL).headMap(now, true).values().forEach(slot -> check(slot, ledger, missed, now, readUntil));
    }

    private static void check(
            ScheduledSlot slot, MemoryLedger ledger, Set<Instant> missed, Instant now, Instant readUntil) {
        List<CompletedBackup> since = ledger.completions.getOrDefault(APP_FULL, List.of()).stream()
                .filter(backup -> !backup.startedAt().isBefore(slot.at()))
                .toList();
        boolean inTime = since.stream().anyMatch(backup -> !backup.completedAt().isAfter(slot.deadline()));
        boolean judged = !readUntil.isBefore(slot.deadline().plus(SchedulingFixture.MARGINS.grace()));
        switch (slot) {
            case ScheduledSlot.Settled settled ->
                assertThat(inTime).as("%s", slot).isTrue();
            case ScheduledSlot.SettledLate late ->
                assertThat(!since.isEmpty() && missed.contains(slot.at()))
                        .as("%s", slot)
                        .isTrue();
            case ScheduledSlot.Missed silent ->
                assertThat(since.isEmpty() && missed.contains(slot.at()))
                        .as("%s", slot)
                        .isTrue();
            case ScheduledSlot.Planned planned ->
                assertThat(now).as("%s", slot).isBefore(slot.at().plus(SchedulingFixture.MARGINS.clock()));
            case ScheduledSlot.Open open ->
                assertThat(inTime || judged).as("%s", slot).isFalse();
            case ScheduledSlot.Withdrawn withdrawn -> throw new AssertionError("nobody withdrew " + slot);
        }
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        Arbitrary<Step> pass = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 10),
                                Arbitraries.integers().between(0, 600),
                                Arbitraries.integers().between(0, 4000)),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(3, Arbitraries.just(true)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(false))))
                .as(Step.Pass::new);
        Arbitrary<Step> complete = Arbitraries.integers().between(0, 900).map(Step.Complete::new);
        Arbitrary<Step> answered = Arbitraries.of(true, false).map(Step.Answered::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(5, pass),
                        net.jqwik.api.Tuple.of(2, complete),
                        net.jqwik.api.Tuple.of(1, answered),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.LookAgain())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        Arbitrary<Recurrence> recurrences = Arbitraries.of(
                DailyRecurrence.parse("daily", "02:30"),
                DailyRecurrence.parse("sunday", "03:00"),
                CronExpression.parse("0 */4 * * *"),
                CronExpression.parse("20 * * * *"));
        Arbitrary<MissedRunPolicy> policies = Arbitraries.of(
                new MissedRunPolicy.RunNewest(), new MissedRunPolicy.Skip(), new MissedRunPolicy.RunAll(3));
        return Combinators.combine(recurrences, policies, Arbitraries.of("UTC", "Europe/Berlin", "Asia/Kolkata"))
                .as((recurrence, policy, zone) ->
                        new Schedule(APP_FULL, recurrence, ZoneId.of(zone), policy, Duration.ofHours(6)));
    }
}
