package io.holdfast.cli.asking;

import io.holdfast.cli.terminal.Progress;
import io.holdfast.cli.waiting.BackupWatch;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.cli.waiting.LogEntry;
import io.holdfast.cli.waiting.Outcome;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RestoreProgressed;
import io.holdfast.events.telling.Sentences;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Follows a backup on the log until its outcome, and tells on the way what happens. */
public final class Follow {

    private final EventLog log;
    private final Progress progress;
    private final Clock clock;

    /** @param log already reading, from before the request was published */
    public Follow(EventLog log, Progress progress, Clock clock) {
        this.log = log;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * The outcome of the watched backup.
     *
     * @param coordinates where the request lies, in case that nobody can read it
     */
    public Outcome until(Instant deadline, BackupWatch watch, String coordinates) {
        try {
            return new Listening(log, clock)
                    .until(deadline, entry -> hear(entry, watch, coordinates))
                    .orElseGet(Outcome.OutOfTime::new);
        } finally {
            progress.end();
        }
    }

    private Optional<Outcome> hear(LogEntry entry, BackupWatch watch, String coordinates) {
        return switch (entry) {
            case LogEntry.Said(Envelope<?> envelope) -> hear(envelope, watch);
            case LogEntry.DeadLetter letter ->
                letter.coordinates().equals(coordinates)
                        ? Optional.of(new Outcome.Unreadable(letter.reason()))
                        : Optional.empty();
        };
    }

    private Optional<Outcome> hear(Envelope<?> envelope, BackupWatch watch) {
        return switch (envelope.message()) {
            case BackupEvent event -> {
                if (watch.concerns(event)) {
                    progress.say(Sentences.of(event));
                }
                yield watch.hear(event);
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
