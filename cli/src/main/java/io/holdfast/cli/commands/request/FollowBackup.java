package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.BackupOutcomeWatcher;
import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RestoreProgressed;
import io.holdfast.events.text.EventSummaryFormatter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Reads the event log until the outcome of a backup, and prints its events and its progress. */
public final class FollowBackup {

    private final EventLogConnection log;
    private final ProgressDisplay progress;
    private final Clock clock;

    /** @param log an event log that has been read from a position before the request */
    public FollowBackup(EventLogConnection log, ProgressDisplay progress, Clock clock) {
        this.log = log;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Returns the outcome of the backup.
     *
     * @param coordinates topic, partition and offset of the request, to detect that no service could read it
     */
    public BackupWaitResult until(Instant deadline, BackupOutcomeWatcher watch, String coordinates) {
        try {
            return new EventLogPoller(log, clock)
                    .until(deadline, entry -> onEvent(entry, watch, coordinates))
                    .orElseGet(BackupWaitResult.OutOfTime::new);
        } finally {
            progress.end();
        }
    }

    private Optional<BackupWaitResult> onEvent(EventLogEntry entry, BackupOutcomeWatcher watch, String coordinates) {
        return switch (entry) {
            case EventLogEntry.EventEntry(Envelope<?> envelope) -> onEvent(envelope, watch);
            case EventLogEntry.DeadLetter letter ->
                letter.coordinates().equals(coordinates)
                        ? Optional.of(new BackupWaitResult.Unreadable(letter.reason()))
                        : Optional.empty();
        };
    }

    private Optional<BackupWaitResult> onEvent(Envelope<?> envelope, BackupOutcomeWatcher watch) {
        return switch (envelope.message()) {
            case BackupEvent event -> {
                if (watch.concerns(event)) {
                    progress.print(EventSummaryFormatter.of(event));
                }
                yield watch.onEvent(event);
            }
            case BackupProgressed at -> {
                if (at.backup().equals(watch.backup())) {
                    progress.at(envelope.time(), at.phase(), at.bytes(), at.percent());
                }
                yield Optional.empty();
            }
            case RestoreProgressed ignored -> Optional.empty();
            case BackupRequest ignored -> Optional.empty();
            case OperatorRequest ignored -> Optional.empty();
        };
    }
}
