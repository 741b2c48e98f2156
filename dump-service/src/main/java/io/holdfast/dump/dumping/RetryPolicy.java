package io.holdfast.dump.dumping;

import io.holdfast.events.FailureReason;
import java.time.Duration;

/**
 * Decides which failures are retried, and after which delay.
 *
 * @param first delay after the first failure; it doubles with each further failure
 * @param longest maximum delay
 */
public record RetryPolicy(Duration first, Duration longest) {

    /** Stops a run that repeatedly terminates its worker. */
    private static final int MAX_ATTEMPTS = 50;

    private static final int MAX_DOUBLINGS = 20;

    /**
     * @param attempt number of the failed attempt, starting at 1
     * @param failures number of failed attempts including this one, without interruptions
     */
    public RunRetryDecision after(FailureReason failure, int attempt, int failures) {
        if (attempt >= MAX_ATTEMPTS) {
            return new RunRetryDecision.GiveUp();
        }
        return switch (failure) {
            // The end of the worker is unrelated to the database.
            case INTERRUPTED -> new RunRetryDecision.After(Duration.ZERO);
            // Can be resolved within hours: a server restart, a volume that is mounted again, an unsealed vault.
            case UNREACHABLE, STORAGE_UNAVAILABLE, CREDENTIALS_UNAVAILABLE -> upTo(12, failures);
            // Somebody frees space, or a migration ends.
            case STORAGE_FULL, LOCK_TIMEOUT, SERVER_OUT_OF_RESOURCES -> upTo(6, failures);
            // The server is available again, a connection is free, or the job that drops objects has ended.
            case SERVER_BUSY -> upTo(12, failures);
            case OBJECTS_DROPPED -> upTo(8, failures);
            case TOOL_FAILED, STALLED, UNRECOGNISED, OTHER -> upTo(4, failures);
            // These failures require an action of the operator. A repeated wrong password can lock a role.
            case AUTHENTICATION,
                    NO_SUCH_DATABASE,
                    POOLER,
                    VERSION,
                    PERMISSION,
                    ROW_TOO_LONG,
                    SOURCE_DAMAGED,
                    WRONG_ENCODING -> new RunRetryDecision.GiveUp();
        };
    }

    private RunRetryDecision upTo(int most, int failures) {
        return failures < most ? new RunRetryDecision.After(delay(failures)) : new RunRetryDecision.GiveUp();
    }

    private Duration delay(int failures) {
        Duration delay = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
