package io.holdfast.dump.dumping;

import io.holdfast.events.BackupRequest;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Topic;
import java.util.UUID;

/**
 * A request as it came.
 *
 * @param ref source and id as the sender wrote them
 * @param topic on which it came; the only thing about the sender that the broker has checked
 * @param place id that follows from the record's place in the log, so that no sender can choose it
 */
public record ReceivedRequest(BackupRequest wanted, RequestRef ref, Topic topic, UUID place) {

    boolean isOfService() {
        return topic == Topic.SERVICE_REQUESTS;
    }
}
