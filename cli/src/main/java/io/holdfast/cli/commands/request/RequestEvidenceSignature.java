package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;
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

/** Requests a signature of the head of an evidence file from retention-service. */
public final class RequestEvidenceSignature {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String ALL_DATABASES = "all-databases";

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;

    public RequestEvidenceSignature(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
    }

    /**
     * @param database the only database in the file; absent if the file has all databases
     * @param entries number of records in the file
     */
    public EvidenceSigned request(Sha256 head, @Nullable String database, Instant from, Instant to, int entries) {
        SendOperatorRequest operator = new SendOperatorRequest(context, eventLogFactory);
        Envelope<OperatorRequest> request = operator.enveloped(new SignEvidenceRequested(
                database == null ? ALL_DATABASES : database, head, from, to, entries, RequesterNameResolver.current()));
        try (EventLogConnection log = eventLogFactory.open()) {
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS));
            OperatorRequestResult answer =
                    operator.answer(log, request, request.time().plus(ANSWER));
            return switch (answer) {
                case OperatorRequestResult.Done(EvidenceSigned signed) -> signed;
                case OperatorRequestResult.Done other ->
                    throw unsigned(ExitCode.UNEXPECTED, "the response of retention-service is not a signature");
                case OperatorRequestResult.Refused refused -> throw unsigned(ExitCode.REJECTED, refused.message());
                case OperatorRequestResult.Silence silence ->
                    throw unsigned(
                            ExitCode.TIMEOUT,
                            "retention-service did not respond within " + ANSWER.toSeconds() + " seconds");
            };
        }
    }

    private static CommandException unsigned(ExitCode end, String why) {
        return new CommandException(
                end, "the evidence was written, but not signed: " + why, "run 'holdfast doctor' to find the cause");
    }
}
