package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.await.BackupWatch;
import io.holdfast.cli.await.EventLog;
import io.holdfast.cli.await.LogEntry;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RestoreProgressed;
import io.holdfast.events.text.EventText;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Follows a backup on the log until its outcome, and tells on the way what happens. */
public final class FollowBackup {

    private final EventLog log;
    private final ProgressDisplay progress;
    private final Clock clock;

    /** @param log already reading, from before the request was published */
    public FollowBackup(EventLog log, ProgressDisplay progress, Clock clock) {
        this.log = log;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * The outcome of the watched backup.
     *
     * @param coordinates where the request lies, in case that nobody can read it
     */
    public BackupWaitResult until(Instant deadline, BackupWatch watch, String coordinates) {
        try {
            return new LogPoller(log, clock)
                    .until(deadline, entry -> onEvent(entry, watch, coordinates))
                    .orElseGet(BackupWaitResult.OutOfTime::new);
        } finally {
            progress.end();
        }
    }

    private Optional<BackupWaitResult> onEvent(LogEntry entry, BackupWatch watch, String coordinates) {
        return switch (entry) {
            case LogEntry.EventEntry(Envelope<?> envelope) -> onEvent(envelope, watch);
            case LogEntry.DeadLetter letter ->
                letter.coordinates().equals(coordinates)
                        ? Optional.of(new BackupWaitResult.Unreadable(letter.reason()))
                        : Optional.empty();
        };
    }

    private Optional<BackupWaitResult> onEvent(Envelope<?> envelope, BackupWatch watch) {
        return switch (envelope.message()) {
            case BackupEvent event -> {
                if (watch.concerns(event)) {
                    progress.print(EventText.of(event));
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
