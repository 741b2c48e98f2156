package io.holdfast.dump.postgres;

import io.holdfast.dump.dumping.DumpRun.AfterRunning;
import io.holdfast.dump.dumping.DumpRun.Cancelled;
import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.DumpRun.Failed;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRun.WaitingRetry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Column values of a run whose attempt ended without an artifact. */
record EndedDumpRunColumns(
        String state,
        @Nullable String failure,
        String message,
        @Nullable String sqlState,
        int failures,
        @Nullable Instant retryAt) {

    static EndedDumpRunColumns of(AfterRunning after, Running run) {
        return switch (after) {
            case WaitingRetry retry ->
                new EndedDumpRunColumns(
                        "waiting",
                        retry.failure().name(),
                        retry.message(),
                        retry.sqlState(),
                        retry.failures(),
                        retry.retryAt());
            case Failed failed ->
                new EndedDumpRunColumns(
                        "failed",
                        failed.failure().name(),
                        failed.message(),
                        failed.sqlState(),
                        run.failures() + 1,
                        null);
            case Cancelled cancelled ->
                new EndedDumpRunColumns("cancelled", null, cancelled.reason(), null, run.failures(), null);
            case Completed completed ->
                throw new IllegalArgumentException(
                        completed.request().backup() + " completed with an artifact; expected another end");
        };
    }
}
