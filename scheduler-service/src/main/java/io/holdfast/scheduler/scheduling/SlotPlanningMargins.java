package io.holdfast.scheduler.scheduling;

import java.time.Duration;

/**
 * The time margins of the planner.
 *
 * @param horizon how far ahead slots are planned; a slot is in the ledger for at least half of this time before it is due
 * @param clock delay between the slot and its request; without it, a run could appear to start before its slot if the
 *     clock of the dump host is slow
 * @param grace how long after the deadline the event of a completion can still arrive
 */
public record SlotPlanningMargins(Duration horizon, Duration clock, Duration grace) {}
