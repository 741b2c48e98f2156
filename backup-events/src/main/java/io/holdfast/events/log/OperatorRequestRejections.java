package io.holdfast.events.log;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.MessageTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/**
 * Refusals of operators' requests, each within the transaction in which the request is heard.
 *
 * <p>A request that is refused then uses up no id: sent again under the same source and id, it is judged again. So a refusal is known by
 * the request's place in the log, and a service that reads old requests again, with a catalogue of yesterday, refuses what it has
 * refused. A request that is for another service uses up no id here either.
 */
@ApplicationScoped
public class OperatorRequestRejections {

    private final Outbox outbox;
    private final ProcessedMessages inbox;

    OperatorRequestRejections(Outbox outbox, ProcessedMessages inbox) {
        this.outbox = outbox;
        this.inbox = inbox;
    }

    /** Whether the log says that this very record was refused. Call it before anything is decided, and after the replay. */
    public boolean isRefused(ReceivedMessage request) {
        boolean refused = isPublished(refusalId(request));
        if (refused) {
            free(request);
        }
        return refused;
    }

    /** Whether this service has read an event of its own with this id: how refusals were known before they had places. */
    public boolean isPublished(String event) {
        try {
            return inbox.has(Topic.BACKUP_EVENTS.topicName(), outbox.source().toString(), event);
        } catch (SQLException e) {
            throw new CatalogueException(e);
        }
    }

    /** @param why for the operator who asked, with what would help */
    public void refuse(ReceivedMessage request, DatabaseId database, String why) {
        outbox.add(
                refusalId(request),
                new RequestRejected(
                        database,
                        request.envelope().requestRef(),
                        MessageTypes.typeOf(request.message().getClass()),
                        why));
        free(request);
    }

    /** The request is not for this service, or is refused: a later one may have its source and id. */
    public void free(ReceivedMessage request) {
        try {
            inbox.forget(
                    request.topic().topicName(),
                    request.envelope().source().toString(),
                    request.envelope().id());
        } catch (SQLException e) {
            throw new CatalogueException(e);
        }
    }

    /** One id for each refused record, so that each refusal is an event of its own. */
    private static String refusalId(ReceivedMessage request) {
        return NameBasedUuid.of("request-refused", request.placeId().toString()).toString();
    }
}
