package io.holdfast.events.log;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Explains why the broker does not serve a request.
 *
 * @param message continues after "the broker"
 */
record BrokerErrorDiagnosis(String message, String hint) {

    static BrokerErrorDiagnosis of(@Nullable Throwable failure) {
        return switch (reportedCause(failure)) {
            case SslAuthenticationException refused ->
                new BrokerErrorDiagnosis(
                        "cannot be used: TLS handshake failed: " + deepest(refused),
                        "Check that its certificate matches the name in kafka.bootstrap.servers, that"
                                + " kafka.ssl.truststore.location contains its issuer, and whether it requires a client certificate.");
            case AuthenticationException refused ->
                new BrokerErrorDiagnosis(
                        "refused the credentials: " + refused.getMessage(),
                        "Check the user in kafka.sasl.jaas.config, its password or password file, and"
                                + " kafka.sasl.mechanism.");
            case AuthorizationException denied ->
                new BrokerErrorDiagnosis(
                        "denied access: " + denied.getMessage(),
                        "Grant this service's user its permissions; deploy/kubernetes/kafka/users.yaml lists them.");
            case UnknownTopicOrPartitionException missing ->
                new BrokerErrorDiagnosis(
                        "does not have the topic: " + missing.getMessage(),
                        "Declare the topics (deploy/kubernetes/kafka/topics.yaml), or let the services create them"
                                + " (holdfast.log.create-topics).");
            case ApiException other -> away();
            case KafkaException ours ->
                new BrokerErrorDiagnosis(
                        "cannot be used: Kafka's client rejects its settings: " + deepest(ours),
                        "Correct the kafka.* settings; see docs/kafka.md.");
            case null, default -> away();
        };
    }

    private static BrokerErrorDiagnosis away() {
        return new BrokerErrorDiagnosis(
                "does not answer",
                "Start the broker, or check kafka.bootstrap.servers. A broker that requires TLS or a password does not answer"
                        + " clients without them: check kafka.security.protocol.");
    }

    /** The first cause with a specific message, skipping general failures of a record or a call. */
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
