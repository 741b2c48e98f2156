package io.holdfast.restore.postgres;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OversightEvent.RequestRejected;
import io.holdfast.events.RequestRef;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Requests that are refused, each once, also across a replay. */
@ApplicationScoped
public class Answers {

    private final Catalogue catalogue;
    private final Outbox outbox;

    Answers(Catalogue catalogue, Outbox outbox) {
        this.catalogue = catalogue;
        this.outbox = outbox;
    }

    /** An answer of ours has come back through the log. */
    public void heard(UUID answer) {
        catalogue.change("insert into answered (id) values (?) on conflict do nothing", answer);
    }

    /** Within a transaction. */
    public void reject(Class<? extends OperatorRequest> type, RequestRef request, DatabaseId database, String message) {
        UUID answer = EventId.ofRequest("restore-answer", request);
        int first = catalogue.change("insert into answered (id) values (?) on conflict do nothing", answer);
        if (first == 1) {
            outbox.add(answer.toString(), new RequestRejected(database, request, MessageTypes.typeOf(type), message));
        }
    }
}
