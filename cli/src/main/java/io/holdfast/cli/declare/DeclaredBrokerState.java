package io.holdfast.cli.declare;

import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The declared state of a broker.
 *
 * @param topics topics with a number of replicas that the cluster can have
 */
record DeclaredBrokerState(List<NewTopic> topics, List<DeclaredBrokerUser> users) {

    DeclaredBrokerState {
        topics = List.copyOf(topics);
        users = List.copyOf(users);
    }
}
