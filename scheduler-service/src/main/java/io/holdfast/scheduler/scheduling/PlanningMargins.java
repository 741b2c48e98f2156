package io.holdfast.scheduler.scheduling;

import java.time.Duration;

/**
 * The planner's allowances.
 *
 * @param horizon how far ahead slots are planned; a slot stands in the ledger at least half as long before it is due
 * @param clock how long after the slot it is requested, so that a run does not seem to begin before its slot where the
 *     dump host's clock is a little behind
 * @param grace how long after the deadline a completion may still be on its way through the log
 */
public record PlanningMargins(Duration horizon, Duration clock, Duration grace) {}
