package io.holdfast.events.log;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Why the broker does not do what it is asked, in words for a person.
 *
 * @param message goes on after "the broker"
 */
record BrokerErrorDiagnosis(String message, String hint) {

    static BrokerErrorDiagnosis of(@Nullable Throwable failure) {
        return switch (reportedCause(failure)) {
            case SslAuthenticationException refused ->
                new BrokerErrorDiagnosis(
                        "and we do not agree on TLS: " + deepest(refused),
                        "Is its certificate made for the name in kafka.bootstrap.servers, and signed by what"
                                + " kafka.ssl.truststore.location holds? Does it want a certificate of ours?");
            case AuthenticationException refused ->
                new BrokerErrorDiagnosis(
                        "does not know us: " + refused.getMessage(),
                        "Check the user in kafka.sasl.jaas.config, its password or password file, and"
                                + " kafka.sasl.mechanism.");
            case AuthorizationException denied ->
                new BrokerErrorDiagnosis(
                        "does not allow this: " + denied.getMessage(),
                        "Give this service's user its rights; deploy/kubernetes/kafka/users.yaml has them all.");
            case UnknownTopicOrPartitionException missing ->
                new BrokerErrorDiagnosis(
                        "has no such topic: " + missing.getMessage(),
                        "Declare the topics (deploy/kubernetes/kafka/topics.yaml), or let the services make them"
                                + " (holdfast.log.create-topics).");
            case ApiException other -> away();
            case KafkaException ours ->
                new BrokerErrorDiagnosis(
                        "is not asked, because Kafka's client does not accept its settings: " + deepest(ours),
                        "Correct kafka.* as docs/kafka.md tells.");
            case null, default -> away();
        };
    }

    private static BrokerErrorDiagnosis away() {
        return new BrokerErrorDiagnosis(
                "does not answer",
                "Start the broker, or check kafka.bootstrap.servers. Where it wants TLS or a password, it does not answer"
                        + " whoever comes without: kafka.security.protocol.");
    }

    /** The first that says more than that something went wrong with a record or a call. */
    private static @Nullable Throwable reportedCause(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ApiException) {
                return each;
            }
        }
        return failure;
    }

    private static String deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest == failure
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + deepest.getMessage();
    }

    @Override
    public String toString() {
        return "the broker " + message + ". " + hint;
    }
}
