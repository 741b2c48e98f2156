package io.holdfast.retention.kafka;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorEvent.EvidenceSigned;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.EventSignatures;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.signing.EvidenceStatement;
import io.holdfast.events.signing.ServiceSigningKey;
import io.holdfast.events.signing.UnusableSigningKeyException;
import io.holdfast.retention.expiring.AnswerOperatorRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Signs evidence heads with this service's key. The signed text has a fixed form that this service builds. A requester
 * thus cannot get another text signed and use it as a manifest or an event.
 */
@ApplicationScoped
class SignEvidenceHead {

    private final EventSignatures signing;
    private final Outbox outbox;
    private final Clock clock;

    SignEvidenceHead(EventSignatures signing, Outbox outbox, Clock clock) {
        this.signing = signing;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Call it in a transaction. Returns the reason if the request is rejected, but does not publish the rejection. */
    Optional<String> answer(SignEvidenceRequested request, DatabaseId database, RequestRef ref) {
        try {
            Optional<ServiceSigningKey> key = signing.key();
            key.ifPresent(own ->
                    outbox.add(AnswerOperatorRequests.answerTo(ref).toString(), signed(request, database, ref, own)));
            return key.isPresent() ? Optional.empty() : Optional.of("retention-service has no signing key");
        } catch (UnusableSigningKeyException e) {
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
