package io.holdfast.dump.dumping;

import io.holdfast.events.FailureReason;
import java.time.Duration;

/**
 * Which failures pass by themselves, and how long to wait for that.
 *
 * @param first delay after a first failure; it doubles with each further one
 * @param longest no delay is longer
 */
public record RetryPolicy(Duration first, Duration longest) {

    /** A run that keeps ending its worker has to stop some day. */
    private static final int MOST_ATTEMPTS = 50;

    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param attempt number of the attempt that failed, from 1
     * @param failures how many attempts failed so far, this one included, not counting interruptions
     */
    public RunRetryDecision after(FailureReason failure, int attempt, int failures) {
        if (attempt >= MOST_ATTEMPTS) {
            return new RunRetryDecision.GiveUp();
        }
        return switch (failure) {
            // The worker's end says nothing about the database.
            case INTERRUPTED -> new RunRetryDecision.After(Duration.ZERO);
            // The server restarts, the volume is mounted again, the vault is unsealed: worth the hours until the
            // deadline.
            case UNREACHABLE, STORAGE_UNAVAILABLE, CREDENTIALS_UNAVAILABLE -> upTo(12, failures);
            // Somebody makes room, a migration ends.
            case STORAGE_FULL, LOCK_TIMEOUT, SERVER_OUT_OF_RESOURCES -> upTo(6, failures);
            // The server is up again, a connection is free, the job that drops objects has ended.
            case SERVER_BUSY -> upTo(12, failures);
            case OBJECTS_DROPPED -> upTo(8, failures);
            case TOOL_FAILED, STALLED, UNRECOGNISED, OTHER -> upTo(4, failures);
            // Wrong settings, missing rights, damaged data or a row that is too long do not mend themselves, and a
            // repeated wrong password can lock a role.
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
        Duration delay = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
