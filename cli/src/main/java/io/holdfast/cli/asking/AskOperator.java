package io.holdfast.cli.asking;

import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Results;
import io.holdfast.cli.waiting.Answer;
import io.holdfast.cli.waiting.AnswerWatch;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.cli.waiting.LogEntry;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OversightEvent.CatalogueRebuilt;
import io.holdfast.events.Topic;
import io.holdfast.events.telling.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes an operator's request and waits until it is answered. */
final class AskOperator {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Session session;
    private final Logs logs;

    AskOperator(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    /**
     * @param subject what the request is about, such as the backup's id
     * @param done what is true after a good answer, such as {@code held}
     */
    int ask(OperatorRequest message, String subject, String done, Patience patience) {
        Envelope<OperatorRequest> request = enveloped(message);
        try (EventLog log = logs.open()) {
            if (patience.noWait) {
                log.publish(request);
                return report(request, subject, "requested", null);
            }
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS));
            Answer answer = answer(log, request, request.time().plus(patience.orElse(ANSWER)));
            return switch (answer) {
                case Answer.Done answered -> report(request, subject, done, answered.event());
                case Answer.Refused refused ->
                    throw new Complaint(
                            ExitCode.REJECTED, "refused: " + refused.message(), "'holdfast show' tells how it stands");
                case Answer.Silence ignored ->
                    throw new Complaint(
                            ExitCode.TIMEOUT,
                            "nobody has answered yet",
                            "the request lies on the log and is not lost; is every service running? See 'holdfast doctor'");
            };
        }
    }

    Envelope<OperatorRequest> enveloped(OperatorRequest message) {
        return Envelope.of(
                Author.SOURCE, UUID.randomUUID().toString(), session.clock().instant(), message);
    }

    /**
     * Publishes, and waits for the answer; every other record is passed over.
     *
     * @param log already reading
     */
    Answer answer(EventLog log, Envelope<OperatorRequest> request, Instant deadline) {
        String coordinates = log.publish(request);
        AnswerWatch watch = new AnswerWatch(request);
        return new Listening(log, session.clock())
                .until(deadline, entry -> hear(entry, watch, coordinates))
                .orElseGet(Answer.Silence::new);
    }

    private static Optional<Answer> hear(LogEntry entry, AnswerWatch watch, String coordinates) {
        return switch (entry) {
            case LogEntry.Said(Envelope<?> envelope) ->
                envelope.message() instanceof BackupEvent event ? watch.hear(event) : Optional.empty();
            case LogEntry.DeadLetter letter ->
                letter.coordinates().equals(coordinates)
                        ? Optional.of(new Answer.Refused("nobody could read the request: " + letter.reason()))
                        : Optional.empty();
        };
    }

    private int report(Envelope<OperatorRequest> request, String subject, String outcome, @Nullable BackupEvent event) {
        Results results = new Results(session.screen());
        if (session.options().json()) {
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
                results.line(Sentences.of(event));
            }
        }
        return ExitCode.OK.number();
    }
}
