package io.holdfast.events.log;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.MessageTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/**
 * Rejections of operators' requests. Each is written in the transaction that receives the request.
 *
 * <p>A rejected request does not use up its id: if it is sent again with the same source and id, it is judged again. So a rejection is
 * identified by the request's location in the event log. A service that reads old requests again, with an older catalog, then recognizes
 * its rejections. A request for another service does not use up its id here either.
 */
@ApplicationScoped
public class OperatorRequestRejectionOutbox {

    private final Outbox outbox;
    private final ProcessedMessages inbox;

    OperatorRequestRejectionOutbox(Outbox outbox, ProcessedMessages inbox) {
        this.outbox = outbox;
        this.inbox = inbox;
    }

    /** Whether the event log contains a rejection of this record. Call it before any decision, and after the catch-up. */
    public boolean isRefused(ReceivedMessage request) {
        boolean refused = isPublished(refusalId(request));
        if (refused) {
            free(request);
        }
        return refused;
    }

    /** Whether this service has read its own event with this id: earlier versions identified rejections this way. */
    public boolean isPublished(String event) {
        try {
            return inbox.has(Topic.BACKUP_EVENTS.topicName(), outbox.source().toString(), event);
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        }
    }

    /** @param why for the operator, with a hint */
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

    /** The request is for another service, or is rejected: a later request may have its source and id. */
    public void free(ReceivedMessage request) {
        try {
            inbox.forget(
                    request.topic().topicName(),
                    request.envelope().source().toString(),
                    request.envelope().id());
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        }
    }

    /** A separate id for each rejected record, so that each rejection is an event of its own. */
    private static String refusalId(ReceivedMessage request) {
        return NameBasedUuid.of("request-refused", request.placeId().toString()).toString();
    }
}
