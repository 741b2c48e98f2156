package io.holdfast.e2e.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy/kubernetes/kafka/users.yaml} permits and what it does not, on a real broker. */
@ResourceLock(SecuredInstallation.LOCK)
class RightsIT {

    private static final SecuredInstallation KAFKA = SecuredInstallation.shared();

    /**
     * r: read, w: write. The order of the topics is: requests, services, operators, events, progress, and the dead
     * letters of the first four.
     */
    @ParameterizedTest
    @CsvSource({
        "holdfast-scheduler, -- -w -- rw -- -- -- -- --",
        "holdfast-dump,      r- r- r- rw -w -w -w -- --",
        "holdfast-verify,    -- -- r- rw -- -- -- -- --",
        "holdfast-retention, -- -- r- rw -- -- -- -w -w",
        "holdfast-restore,   -- -w r- rw -w -- -- -- --",
        "holdfast-notify,    -- -- -- r- -- -- -- -- --",
        "holdfast-operator,  rw r- rw r- r- r- r- r- r-",
        "requester,          -w -- -- r- -- -- -- -- --",
        "dashboard,          -- -- -- r- r- -- -- -- --",
    })
    void every_user_has_only_the_rights_that_it_requires(String user, String rights) throws Exception {
        Map<String, String> allowed = allowed(user);

        assertThat(allowed).isEqualTo(table(rights));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup-events",
                "service-requests",
                "operator-requests",
                "backup-progress",
                "backup-requests-dead-letter",
                "service-requests-dead-letter",
                "operator-requests-dead-letter",
                "backup-events-dead-letter"
            })
    void a_requester_writes_only_requests(String topic) {
        assertThatThrownBy(() -> write(KAFKA.withPassword("requester"), topic))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup-requests", "backup-events", "operator-requests"})
    void a_reader_writes_nothing(String topic) {
        assertThatThrownBy(() -> write(KAFKA.withPassword("dashboard"), topic))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    /** Anyone can compute a slot's id, but only these users may write to this topic. */
    @ParameterizedTest
    @ValueSource(strings = {"requester", "holdfast-operator", "holdfast-verify", "holdfast-retention", "dashboard"})
    void only_services_that_need_backups_request_them_as_services(String user) {
        assertThatThrownBy(() -> write(KAFKA.withPassword(user), "service-requests"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    @Test
    void nobody_reads_in_the_group_of_another() {
        assertThatThrownBy(() -> readInGroup("requester", "dump-service.backup-events"))
                .isInstanceOf(GroupAuthorizationException.class);
    }

    @Test
    void groups_of_a_reader_begin_with_its_name() {
        readInGroup("dashboard", "dashboard.fleet");
        readInGroup("dashboard", "dashboard.oncall");
    }

    @Test
    void no_service_creates_topics() {
        assertThatThrownBy(() -> {
                    try (Admin admin = Admin.create(anything(KAFKA.withPassword("holdfast-dump")))) {
                        admin.createTopics(List.of(new NewTopic("own", 1, (short) 1)))
                                .all()
                                .get(5, TimeUnit.MINUTES);
                    }
                })
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void a_certificate_gives_the_same_rights_as_the_password() throws Exception {
        Map<String, String> mutual = KAFKA.withCertificate("requester");

        write(mutual, "backup-requests");

        assertThatThrownBy(() -> write(mutual, "operator-requests"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void a_wrong_password_opens_nothing() {
        Map<String, String> stranger = KAFKA.withPassword("requester");
        stranger.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"requester\" password=\"guessed\";");
        stranger.remove("sasl.client.callback.handler.class");

        assertThatThrownBy(() -> write(stranger, "backup-requests"))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void a_listener_for_certificates_requires_one() {
        Map<String, String> anonymous = KAFKA.withCertificate("requester");
        anonymous.keySet().removeIf(name -> name.startsWith("ssl.keystore"));

        assertThatThrownBy(() -> write(anonymous, "backup-requests"))
                .satisfies(failure ->
                        assertThat(causes(failure)).hasAtLeastOneElementOfType(SslAuthenticationException.class));
    }

    private static Map<String, String> allowed(String user) throws Exception {
        Map<String, String> allowed = new TreeMap<>();
        try (Admin admin = Admin.create(anything(KAFKA.withPassword(user)))) {
            Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(
                            DeclaredBroker.topics((short) 1).stream()
                                    .map(NewTopic::name)
                                    .toList(),
                            new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .topicNameValues();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : topics.entrySet()) {
                allowed.put(topic.getKey(), words(topic.getValue()));
            }
        }
        return allowed;
    }

    private static String words(KafkaFuture<TopicDescription> topic) throws InterruptedException {
        try {
            var operations = topic.get().authorizedOperations();
            assertThat(operations).isSubsetOf(AclOperation.DESCRIBE, AclOperation.READ, AclOperation.WRITE);
            return (operations.contains(AclOperation.READ) ? "r" : "-")
                    + (operations.contains(AclOperation.WRITE) ? "w" : "-");
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
            return "--";
        }
    }

    private static Map<String, String> table(String rights) {
        String[] words = rights.split(" ");
        return new TreeMap<>(Map.of(
                Topic.BACKUP_REQUESTS.topicName(), words[0],
                Topic.SERVICE_REQUESTS.topicName(), words[1],
                Topic.OPERATOR_REQUESTS.topicName(), words[2],
                Topic.BACKUP_EVENTS.topicName(), words[3],
                Topic.BACKUP_PROGRESS.topicName(), words[4],
                Topic.BACKUP_REQUESTS.deadLetterName(), words[5],
                Topic.SERVICE_REQUESTS.deadLetterName(), words[6],
                Topic.OPERATOR_REQUESTS.deadLetterName(), words[7],
                Topic.BACKUP_EVENTS.deadLetterName(), words[8]));
    }

    private static void write(Map<String, String> settings, String topic) throws Exception {
        Map<String, Object> own = anything(settings);
        own.put("max.block.ms", 10_000);
        try (var producer = new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "{}".getBytes(StandardCharsets.UTF_8)))
                    .get(5, TimeUnit.MINUTES);
        }
    }

    private static void readInGroup(String user, String group) {
        Map<String, Object> settings = anything(KAFKA.withPassword(user));
        settings.put("group.id", group);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.BACKUP_EVENTS.topicName()));
            consumer.poll(Duration.ofSeconds(2));
        }
    }

    private static List<Throwable> causes(Throwable failure) {
        return java.util.stream.Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
    }

    /** With the files that the settings name. */
    private static Map<String, Object> anything(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(KAFKA.administrator());
        all.keySet().removeIf(name -> !name.startsWith("config.providers"));
        all.putAll(settings);
        return all;
    }
}
