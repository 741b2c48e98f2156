package io.holdfast.cli.asking;

import io.holdfast.cli.terminal.Progress;
import io.holdfast.cli.waiting.LogEntry;
import io.holdfast.cli.waiting.WorkWatch;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RestoreProgressed;
import io.holdfast.events.telling.Sentences;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a restore or a drill on the log until its end, and tells on the way what happens. */
public final class FollowWork {

    private final Listening listening;
    private final Progress progress;

    FollowWork(Listening listening, Progress progress) {
        this.listening = listening;
        this.progress = progress;
    }

    /** @param coordinates where the request lies, in case that nobody can read it */
    <T> T until(Instant deadline, WorkWatch<T> watch, String coordinates) {
        try {
            return listening
                    .until(deadline, entry -> hear(entry, watch, coordinates))
                    .orElseGet(watch::outOfTime);
        } finally {
            progress.end();
        }
    }

    private <T> Optional<T> hear(LogEntry entry, WorkWatch<T> watch, String coordinates) {
        return switch (entry) {
            case LogEntry.Said(Envelope<?> envelope) -> hear(envelope, watch);
            case LogEntry.DeadLetter letter ->
                letter.coordinates().equals(coordinates)
                        ? Optional.of(watch.unreadable(letter.reason()))
                        : Optional.empty();
        };
    }

    private <T> Optional<T> hear(Envelope<?> envelope, WorkWatch<T> watch) {
        return switch (envelope.message()) {
            case BackupEvent event -> {
                Optional<T> end = watch.hear(event);
                if (end.isEmpty() && watch.concerns(event)) {
                    progress.say(Sentences.of(event));
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
