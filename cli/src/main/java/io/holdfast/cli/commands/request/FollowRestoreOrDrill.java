package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.await.RestoreOrDrillWatcher;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RestoreProgressed;
import io.holdfast.events.text.EventSummaryFormatter;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the event log until the end of a restore or drill, and prints its events and its progress. */
public final class FollowRestoreOrDrill {

    private final EventLogPoller logPoller;
    private final ProgressDisplay progress;

    FollowRestoreOrDrill(EventLogPoller logPoller, ProgressDisplay progress) {
        this.logPoller = logPoller;
        this.progress = progress;
    }

    /** @param coordinates topic, partition and offset of the request, to detect that no service could read it */
    <T> T until(Instant deadline, RestoreOrDrillWatcher<T> watch, String coordinates) {
        try {
            return logPoller
                    .until(deadline, entry -> onEvent(entry, watch, coordinates))
                    .orElseGet(watch::outOfTime);
        } finally {
            progress.end();
        }
    }

    private <T> Optional<T> onEvent(EventLogEntry entry, RestoreOrDrillWatcher<T> watch, String coordinates) {
        return switch (entry) {
            case EventLogEntry.EventEntry(Envelope<?> envelope) -> onEvent(envelope, watch);
            case EventLogEntry.DeadLetter letter ->
                letter.coordinates().equals(coordinates)
                        ? Optional.of(watch.unreadable(letter.reason()))
                        : Optional.empty();
        };
    }

    private <T> Optional<T> onEvent(Envelope<?> envelope, RestoreOrDrillWatcher<T> watch) {
        return switch (envelope.message()) {
            case BackupEvent event -> {
                Optional<T> end = watch.onEvent(event);
                if (end.isEmpty() && watch.concerns(event)) {
                    progress.print(EventSummaryFormatter.of(event));
                }
                yield end;
            }
            case RestoreProgressed at -> {
                if (watch.isOf(at.restore())) {
                    progress.at(envelope.time(), phase(at), at.bytes(), percent(at));
                }
                yield Optional.empty();
            }
            case BackupProgressed ignored -> Optional.empty();
            case BackupRequest ignored -> Optional.empty();
            case OperatorRequest ignored -> Optional.empty();
        };
    }

    private static String phase(RestoreProgressed at) {
        return at.ofTables() == null || at.tables() == null
                ? at.phase()
                : at.phase() + ", " + at.tables() + " of " + at.ofTables() + " tables";
    }

    private static @Nullable Integer percent(RestoreProgressed at) {
        return at.ofTables() == null || at.tables() == null || at.ofTables() < 1
                ? null
                : (Integer) (int) (at.tables() * 100L / at.ofTables());
    }
}
