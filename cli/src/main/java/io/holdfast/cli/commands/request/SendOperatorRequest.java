package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.await.OperatorRequestResult;
import io.holdfast.cli.await.OperatorResponseWatcher;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.Topic;
import io.holdfast.events.text.EventSummaryFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes an operator's request, and waits for the response. */
final class SendOperatorRequest {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;

    SendOperatorRequest(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
    }

    /**
     * @param subject what the request is about, such as the backup's id
     * @param done outcome after a positive response, such as {@code held}
     */
    int request(OperatorRequest message, String subject, String done, WaitOptions waitOptions) {
        Envelope<OperatorRequest> request = enveloped(message);
        try (EventLogConnection log = eventLogFactory.open()) {
            if (waitOptions.noWait) {
                log.publish(request);
                return report(request, subject, "requested", null);
            }
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS));
            OperatorRequestResult answer = answer(log, request, request.time().plus(waitOptions.orElse(ANSWER)));
            return switch (answer) {
                case OperatorRequestResult.Done answered -> report(request, subject, done, answered.event());
                case OperatorRequestResult.Refused refused ->
                    throw new CommandException(
                            ExitCode.REJECTED,
                            "the request was rejected: " + refused.message(),
                            "run 'holdfast show' to see the state of the backup");
                case OperatorRequestResult.Silence ignored ->
                    throw new CommandException(
                            ExitCode.TIMEOUT,
                            "no service has responded yet",
                            "the request is stored in Kafka and is not lost; run 'holdfast doctor' to check that every service is running");
            };
        }
    }

    Envelope<OperatorRequest> enveloped(OperatorRequest message) {
        return Envelope.of(
                RequesterNameResolver.SOURCE,
                UUID.randomUUID().toString(),
                context.clock().instant(),
                message);
    }

    /**
     * Publishes the request, and waits for the response. Other records are skipped.
     *
     * @param log an event log that is positioned before the request
     */
    OperatorRequestResult answer(EventLogConnection log, Envelope<OperatorRequest> request, Instant deadline) {
        String coordinates = log.publish(request);
        OperatorResponseWatcher watch = new OperatorResponseWatcher(request);
        return new EventLogPoller(log, context.clock())
                .until(deadline, entry -> onEntry(entry, watch, coordinates))
                .orElseGet(OperatorRequestResult.Silence::new);
    }

    private static Optional<OperatorRequestResult> onEntry(
            EventLogEntry entry, OperatorResponseWatcher watch, String coordinates) {
        return switch (entry) {
            case EventLogEntry.EventEntry(Envelope<?> envelope) ->
                envelope.message() instanceof BackupEvent event ? watch.onEvent(event) : Optional.empty();
            case EventLogEntry.DeadLetter letter ->
                letter.coordinates().equals(coordinates)
                        ? Optional.of(new OperatorRequestResult.Refused(
                                "no service could read the request: " + letter.reason()))
                        : Optional.empty();
        };
    }

    private int report(Envelope<OperatorRequest> request, String subject, String outcome, @Nullable BackupEvent event) {
        ResultPrinter results = new ResultPrinter(context.screen());
        if (context.options().json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("outcome", outcome);
            json.put("request", request.requestRef());
            json.put("asked", request.message());
            if (event != null) {
                json.put("answer", event);
            }
            results.json(json);
        } else {
            results.line(outcome + " " + subject);
            if (event instanceof CatalogueRebuilt) {
                results.line(EventSummaryFormatter.of(event));
            }
        }
        return ExitCode.OK.number();
    }
}
