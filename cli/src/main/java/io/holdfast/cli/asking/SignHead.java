package io.holdfast.cli.asking;

import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.waiting.Answer;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.OversightEvent.EvidenceSigned;
import io.holdfast.events.Sha256;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Has the head of a file of evidence signed by retention-service and published. */
public final class SignHead {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String ALL_DATABASES = "all-databases";

    private final Session session;
    private final Logs logs;

    public SignHead(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    /**
     * @param database the only one that the file is about; all where absent
     * @param entries how many records it holds
     */
    public EvidenceSigned ask(Sha256 head, @Nullable String database, Instant from, Instant to, int entries) {
        AskOperator operator = new AskOperator(session, logs);
        Envelope<OperatorRequest> request = operator.enveloped(new SignEvidenceRequested(
                database == null ? ALL_DATABASES : database, head, from, to, entries, Author.current()));
        try (EventLog log = logs.open()) {
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS));
            Answer answer = operator.answer(log, request, request.time().plus(ANSWER));
            return switch (answer) {
                case Answer.Done(EvidenceSigned signed) -> signed;
                case Answer.Done other -> throw unsigned(ExitCode.UNEXPECTED, "the answer is none");
                case Answer.Refused refused -> throw unsigned(ExitCode.REJECTED, refused.message());
                case Answer.Silence silence -> throw unsigned(ExitCode.TIMEOUT, "nobody has answered yet");
            };
        }
    }

    private static Complaint unsigned(ExitCode end, String why) {
        return new Complaint(end, "the evidence is written, and not signed: " + why, "see 'holdfast doctor'");
    }
}
