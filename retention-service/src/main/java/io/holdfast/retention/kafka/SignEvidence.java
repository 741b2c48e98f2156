package io.holdfast.retention.kafka;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.OversightEvent.EvidenceSigned;
import io.holdfast.events.OversightEvent.RequestRejected;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.Signing;
import io.holdfast.events.signing.EvidenceStatement;
import io.holdfast.events.signing.SigningKey;
import io.holdfast.events.signing.UnreadableKey;
import io.holdfast.retention.expiring.AnswerRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Signs heads of evidence by this service's key. What is signed is a statement of our own making: nobody can have another text signed, and
 * pass it for a manifest or an event.
 */
@ApplicationScoped
class SignEvidence {

    private final Signing signing;
    private final Outbox outbox;
    private final Clock clock;

    SignEvidence(Signing signing, Outbox outbox, Clock clock) {
        this.signing = signing;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Within the surrounding transaction. */
    void answer(SignEvidenceRequested request, DatabaseId database, RequestRef ref, String type) {
        String answer = AnswerRequests.answerTo(ref).toString();
        try {
            Optional<SigningKey> key = signing.key();
            if (key.isPresent()) {
                outbox.add(answer, signed(request, database, ref, key.get()));
            } else {
                refuse(answer, database, ref, type, "retention-service has no key to sign with");
            }
        } catch (UnreadableKey e) {
            refuse(answer, database, ref, type, String.valueOf(e.getMessage()));
        }
    }

    private EvidenceSigned signed(SignEvidenceRequested request, DatabaseId database, RequestRef ref, SigningKey key) {
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

    private void refuse(String answer, DatabaseId database, RequestRef ref, String type, String why) {
        outbox.add(answer, new RequestRejected(database, ref, type, why));
    }
}
