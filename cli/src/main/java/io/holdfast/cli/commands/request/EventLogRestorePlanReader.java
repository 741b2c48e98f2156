package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.await.RestoreOutcomeWatcher;
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

/** Finds restores and their plans in the event log, without a request to a service. */
final class EventLogRestorePlanReader {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

    /** Longer than the validity of any plan. */
    private static final Duration PLANS = Duration.ofDays(7);

    private final CommandContext context;
    private final EventLogConnection log;

    EventLogRestorePlanReader(CommandContext context, EventLogConnection log) {
        this.context = context;
        this.log = log;
    }

    /** @throws CommandException if the event log of the last seven days does not have the plan */
    RestorePlanned plan(UUID plan) {
        return eventsOf(plan, context.clock().instant().minus(PLANS)).stream()
                .filter(RestorePlanned.class::isInstance)
                .map(RestorePlanned.class::cast)
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "the event log of the last 7 days does not contain the restore plan " + plan,
                        "create a new plan: holdfast restore BACKUP --plan"));
    }

    /** @throws CommandException if the event log does not have this restore */
    String databaseOf(UUID restore) {
        return eventsOf(restore, Instant.EPOCH).stream()
                .findFirst()
                .map(event -> event.database().value())
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "the event log does not contain the restore " + restore,
                        "give the complete id; to see restores: holdfast events --from 30d"));
    }

    private List<RestoreEvent> eventsOf(UUID restore, Instant since) {
        List<RestoreEvent> events = new ArrayList<>();
        log.readSince(since, EnumSet.of(Topic.BACKUP_EVENTS));
        while (!log.caughtUp()) {
            for (EventLogEntry entry : log.next(POLL_TIMEOUT)) {
                if (entry instanceof EventLogEntry.EventEntry eventEntry
                        && eventEntry.envelope().message() instanceof RestoreEvent event
                        && RestoreOutcomeWatcher.idOf(event).equals(restore)) {
                    events.add(event);
                }
            }
        }
        return events;
    }
}
