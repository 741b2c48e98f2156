package io.holdfast.restore.postgres;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RequestRef;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.events.log.JdbcCatalogue;
import io.holdfast.events.log.OperatorRequestRejections;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Requests that are refused: when they are heard, and then they use up no id; or later, once each, also across a replay. */
@ApplicationScoped
public class RestoreRequestRejections {

    private final JdbcCatalogue catalogue;
    private final Outbox outbox;
    private final OperatorRequestRejections refusals;

    RestoreRequestRejections(JdbcCatalogue catalogue, Outbox outbox, OperatorRequestRejections refusals) {
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.refusals = refusals;
    }

    /** Whether the log says so, of this record or of one with the same source and id that was taken on before it was refused. */
    public boolean isRefused(ReceivedMessage request) {
        return refusals.isRefused(request)
                || catalogue
                        .row(
                                "select 1 from answered where id = ?",
                                row -> true,
                                answerTo(request.envelope().requestRef()))
                        .isPresent();
    }

    /** The request is for another service. */
    public void free(ReceivedMessage request) {
        refusals.free(request);
    }

    /** Refuses what is being heard, within that transaction. */
    public void refuse(ReceivedMessage request, DatabaseId database, String message) {
        refusals.refuse(request, database, message);
    }

    /** An answer of ours has come back through the log. */
    public void received(UUID answer) {
        catalogue.change("insert into answered (id) values (?) on conflict do nothing", answer);
    }

    /** Refuses what was taken on. Within a transaction. */
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
