package io.holdfast.retention.kafka;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorEvent.EvidenceSigned;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.EventSignatures;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.signing.EvidenceStatement;
import io.holdfast.events.signing.ServiceSigningKey;
import io.holdfast.events.signing.UnusableKeyException;
import io.holdfast.retention.expiring.AnswerOperatorRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Signs heads of evidence by this service's key. What is signed is a statement of our own making: nobody can have another text signed, and
 * pass it for a manifest or an event.
 */
@ApplicationScoped
class SignEvidence {

    private final EventSignatures signing;
    private final Outbox outbox;
    private final Clock clock;

    SignEvidence(EventSignatures signing, Outbox outbox, Clock clock) {
        this.signing = signing;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Within the surrounding transaction. Gives back why it is refused; nothing is said of that yet. */
    Optional<String> answer(SignEvidenceRequested request, DatabaseId database, RequestRef ref) {
        try {
            Optional<ServiceSigningKey> key = signing.key();
            key.ifPresent(own ->
                    outbox.add(AnswerOperatorRequests.answerTo(ref).toString(), signed(request, database, ref, own)));
            return key.isPresent() ? Optional.empty() : Optional.of("retention-service has no key to sign with");
        } catch (UnusableKeyException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private EvidenceSigned signed(
            SignEvidenceRequested request, DatabaseId database, RequestRef ref, ServiceSigningKey key) {
        EvidenceStatement statement = new EvidenceStatement(
                request.head(),
                database.value(),
                request.from(),
                request.to(),
                request.entries(),
                request.by(),
                clock.instant());
        return new EvidenceSigned(
                database, ref, request.head(), request.by(), statement.text(), key.id(), statement.signedBy(key));
    }
}
