package io.holdfast.dump.dumping;

import io.holdfast.events.BackupRequest;
import io.holdfast.events.RequestRef;
import io.holdfast.events.Topic;
import java.util.UUID;

/**
 * A request as it was received.
 *
 * @param ref source and id that the sender specified
 * @param topic topic of the request; the only property of the sender that the broker authorizes
 * @param place id derived from topic, partition, and offset of the record, so that no sender can choose it
 */
public record ReceivedBackupRequest(BackupRequest wanted, RequestRef ref, Topic topic, UUID place) {

    boolean isOfService() {
        return topic == Topic.SERVICE_REQUESTS;
    }
}
