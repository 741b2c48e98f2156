package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLog;
import io.holdfast.cli.await.LogEntry;
import io.holdfast.cli.await.RestoreWatch;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/** Restores and their plans, as the log tells of them: whoever has the broker needs no service to find them. */
final class PlannedRestores {

    private static final Duration BREATH = Duration.ofMillis(500);

    /** Longer than any plan is valid. */
    private static final Duration PLANS = Duration.ofDays(7);

    private final CommandContext session;
    private final EventLog log;

    PlannedRestores(CommandContext session, EventLog log) {
        this.session = session;
        this.log = log;
    }

    /** @throws CommandException if the last week's log has no such plan */
    RestorePlanned plan(UUID plan) {
        return eventsOf(plan, session.clock().instant().minus(PLANS)).stream()
                .filter(RestorePlanned.class::isInstance)
                .map(RestorePlanned.class::cast)
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "the log of the last days has no restore plan " + plan,
                        "plan again: holdfast restore BACKUP --plan"));
    }

    /** @throws CommandException if the log does not tell of this restore */
    String databaseOf(UUID restore) {
        return eventsOf(restore, Instant.EPOCH).stream()
                .findFirst()
                .map(event -> event.database().value())
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "the log tells of no restore " + restore,
                        "'holdfast events --from 30d' shows restores; it needs the whole id"));
    }

    private List<RestoreEvent> eventsOf(UUID restore, Instant since) {
        List<RestoreEvent> telling = new ArrayList<>();
        log.readSince(since, EnumSet.of(Topic.BACKUP_EVENTS));
        while (!log.caughtUp()) {
            for (LogEntry entry : log.next(BREATH)) {
                if (entry instanceof LogEntry.EventEntry eventEntry
                        && eventEntry.envelope().message() instanceof RestoreEvent event
                        && RestoreWatch.idOf(event).equals(restore)) {
                    telling.add(event);
                }
            }
        }
        return telling;
    }
}
