package io.holdfast.restore.postgres;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RequestRef;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.OperatorRequestRejectionOutbox;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Rejects requests: either on receipt, in which case they use up no id, or later. Each request is rejected once, also after a
 * replay.
 */
@ApplicationScoped
public class RestoreRequestRejector {

    private final CatalogueDatabaseClient catalogue;
    private final Outbox outbox;
    private final OperatorRequestRejectionOutbox refusals;

    RestoreRequestRejector(CatalogueDatabaseClient catalogue, Outbox outbox, OperatorRequestRejectionOutbox refusals) {
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.refusals = refusals;
    }

    /** Whether the event log already has a rejection for this record, or for a request with the same source and id. */
    public boolean isRefused(ReceivedMessage request) {
        return refusals.isRefused(request)
                || catalogue
                        .row(
                                "select 1 from answered where id = ?",
                                row -> true,
                                answerTo(request.envelope().requestRef()))
                        .isPresent();
    }

    /** Records that the request is for another service. */
    public void free(ReceivedMessage request) {
        refusals.free(request);
    }

    /** Rejects a request on receipt, within the same transaction. */
    public void refuse(ReceivedMessage request, DatabaseId database, String message) {
        refusals.refuse(request, database, message);
    }

    /** Records that a response of this service was received from the event log. */
    public void received(UUID answer) {
        catalogue.change("insert into answered (id) values (?) on conflict do nothing", answer);
    }

    /** Rejects a request that was accepted before. Call it within a transaction. */
    public void reject(Class<? extends OperatorRequest> type, RequestRef request, DatabaseId database, String message) {
        UUID answer = answerTo(request);
        int first = catalogue.change("insert into answered (id) values (?) on conflict do nothing", answer);
        if (first == 1) {
            outbox.add(answer.toString(), new RequestRejected(database, request, MessageTypes.typeOf(type), message));
        }
    }

    private static UUID answerTo(RequestRef request) {
        return DeterministicEventId.ofRequest("restore-answer", request);
    }
}
