package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLog;
import io.holdfast.cli.await.OperatorRequestResult;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorEvent.EvidenceSigned;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.Sha256;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Has the head of a file of evidence signed by retention-service and published. */
public final class RequestHeadSignature {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String ALL_DATABASES = "all-databases";

    private final CommandContext session;
    private final EventLogFactory eventLogFactory;

    public RequestHeadSignature(CommandContext session, EventLogFactory eventLogFactory) {
        this.session = session;
        this.eventLogFactory = eventLogFactory;
    }

    /**
     * @param database the only one that the file is about; all where absent
     * @param entries how many records it holds
     */
    public EvidenceSigned request(Sha256 head, @Nullable String database, Instant from, Instant to, int entries) {
        SendOperatorRequest operator = new SendOperatorRequest(session, eventLogFactory);
        Envelope<OperatorRequest> request = operator.enveloped(new SignEvidenceRequested(
                database == null ? ALL_DATABASES : database, head, from, to, entries, RequestedBy.current()));
        try (EventLog log = eventLogFactory.open()) {
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS));
            OperatorRequestResult answer =
                    operator.answer(log, request, request.time().plus(ANSWER));
            return switch (answer) {
                case OperatorRequestResult.Done(EvidenceSigned signed) -> signed;
                case OperatorRequestResult.Done other -> throw unsigned(ExitCode.UNEXPECTED, "the answer is none");
                case OperatorRequestResult.Refused refused -> throw unsigned(ExitCode.REJECTED, refused.message());
                case OperatorRequestResult.Silence silence ->
                    throw unsigned(ExitCode.TIMEOUT, "nobody has answered yet");
            };
        }
    }

    private static CommandException unsigned(ExitCode end, String why) {
        return new CommandException(end, "the evidence is written, and not signed: " + why, "see 'holdfast doctor'");
    }
}
