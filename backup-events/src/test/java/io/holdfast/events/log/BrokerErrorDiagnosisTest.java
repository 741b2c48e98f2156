package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class BrokerErrorDiagnosisTest {

    @Test
    void a_wrong_password_points_to_the_password() {
        BrokerErrorDiagnosis trouble = BrokerErrorDiagnosis.of(new SaslAuthenticationException("invalid credentials"));

        assertThat(trouble.message()).isEqualTo("refused the credentials: invalid credentials");
        assertThat(trouble.hint()).contains("kafka.sasl.jaas.config");
    }

    @Test
    void an_untrusted_certificate_is_reported_with_the_reason() {
        BrokerErrorDiagnosis trouble = BrokerErrorDiagnosis.of(new SslAuthenticationException(
                "SSL handshake failed", new SSLHandshakeException("unable to find valid certification path")));

        assertThat(trouble.message()).contains("SSL handshake failed", "unable to find valid certification path");
        assertThat(trouble.hint()).contains("kafka.ssl.truststore.location");
    }

    @Test
    void a_missing_right_points_to_the_users() {
        BrokerErrorDiagnosis trouble = BrokerErrorDiagnosis.of(
                new KafkaException("a record was not acknowledged", new TopicAuthorizationException("backup-events")));

        assertThat(trouble.message()).startsWith("denied access").contains("backup-events");
        assertThat(trouble.hint()).contains("users.yaml");
    }

    @Test
    void a_missing_topic_points_to_the_topics() {
        assertThat(BrokerErrorDiagnosis.of(new UnknownTopicOrPartitionException("none"))
                        .hint())
                .contains("topics.yaml");
    }

    @Test
    void settings_that_prevent_a_client_are_named() {
        BrokerErrorDiagnosis trouble = BrokerErrorDiagnosis.of(new KafkaException(
                "Failed create new KafkaAdminClient",
                new ConfigException("Invalid value NONSENSE for security.protocol")));

        assertThat(trouble.message()).contains("settings", "NONSENSE");
    }

    @Test
    void no_answer_may_mean_that_tls_is_required() {
        BrokerErrorDiagnosis trouble = BrokerErrorDiagnosis.of(
                new ExecutionException(new TimeoutException("Timed out waiting for a node assignment")));

        assertThat(trouble.message()).isEqualTo("does not answer");
        assertThat(trouble.hint()).contains("kafka.bootstrap.servers", "kafka.security.protocol");
    }
}
