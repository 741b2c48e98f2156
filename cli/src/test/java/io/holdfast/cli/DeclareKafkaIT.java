package io.holdfast.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.SecuredBroker;
import io.holdfast.localstack.SourceCheckoutLocator;
import io.holdfast.localstack.TlsCertificateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code declare-kafka} on a broker that denies everything without an ACL. */
class DeclareKafkaIT {

    private static final Path RESOURCES = SourceCheckoutLocator.find().root().resolve("deploy/kubernetes/kafka");

    @TempDir
    static Path home;

    private static SecuredBroker broker;
    private static Admin admin;

    private final TypedCommand holdfast = new TypedCommand();

    @BeforeAll
    static void start() throws IOException {
        broker = SecuredBroker.start(home.resolve("broker"));
        TlsCertificateFiles key = broker.certificateFor("admin");
        Properties properties = new Properties();
        properties.putAll(trusting("SSL", broker.mutualBootstrap()));
        properties.put("ssl.keystore.type", "PKCS12");
        properties.put("ssl.keystore.location", key.store().toString());
        properties.put("ssl.keystore.password", key.password());
        try (var out = Files.newBufferedWriter(home.resolve("admin.properties"))) {
            properties.store(out, null);
        }
        admin = Admin.create(properties);
        Files.createDirectories(home.resolve("passwords"));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void it_is_declared() throws IOException {
        password("first");
        assertThat(declare()).as(holdfast.err()).isZero();
    }

    @Test
    void a_user_signs_in_with_the_password_of_its_file_and_has_its_rights() throws Exception {
        Map<String, Set<AclOperation>> allowed = allowed("first");

        assertThat(allowed)
                .containsEntry("backup-requests", Set.of(AclOperation.DESCRIBE, AclOperation.WRITE))
                .containsEntry("backup-events", Set.of(AclOperation.DESCRIBE, AclOperation.READ));
    }

    @Test
    void run_again_it_changes_nothing_but_the_passwords() {
        // The broker reads the controller's decision a moment later.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            declare("--json");

            assertThat(holdfast.out().replaceAll("\\s", ""))
                    .endsWith(
                            "{\"topicsCreated\":0,\"topicsFlushed\":0,\"rightsAdded\":0,\"rightsRemoved\":0,\"passwordsSet\":1}");
        });
    }

    @Test
    void a_topic_of_an_earlier_version_is_written_to_the_disk_before_an_acknowledgement() throws Exception {
        ConfigResource events = new ConfigResource(ConfigResource.Type.TOPIC, "backup-events");
        AlterConfigOp forget = new AlterConfigOp(new ConfigEntry("flush.messages", ""), AlterConfigOp.OpType.DELETE);
        admin.incrementalAlterConfigs(Map.of(events, List.of(forget))).all().get(5, TimeUnit.MINUTES);
        await().atMost(Duration.ofMinutes(1)).until(() -> !flush(events).equals("1"));

        declare();

        assertThat(holdfast.out()).contains("1 set to flush each message");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(flush(events)).isEqualTo("1"));
    }

    private static String flush(ConfigResource topic) throws Exception {
        Config settings = admin.describeConfigs(List.of(topic))
                .all()
                .get(5, TimeUnit.MINUTES)
                .get(topic);
        return requireNonNull(settings).get("flush.messages").value();
    }

    @Test
    void a_changed_password_replaces_the_old_one() throws Exception {
        password("second");
        declare();

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(allowed("second")).isNotEmpty();
            assertThatThrownBy(() -> allowed("first")).hasCauseInstanceOf(SaslAuthenticationException.class);
        });
    }

    @Test
    void a_right_that_is_not_declared_is_removed_from_a_declared_user_only() throws Exception {
        AclBinding surplus = right("User:requester");
        AclBinding foreign = right("User:somebody");
        admin.createAcls(List.of(surplus, foreign)).all().get(5, TimeUnit.MINUTES);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(rights()).contains(foreign, surplus));
        declare();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(rights()).contains(foreign).doesNotContain(surplus));
    }

    @Test
    void who_is_no_administrator_declares_nothing() throws IOException {
        Properties requester = new Properties();
        requester.putAll(signedIn("first"));
        Path file = home.resolve("requester.properties");
        try (var out = Files.newBufferedWriter(file)) {
            requester.store(out, null);
        }

        int exit = holdfast.run(
                "declare-kafka",
                "--kafka-properties",
                file.toString(),
                RESOURCES.resolve("users.yaml").toString());

        assertThat(exit).isEqualTo(10);
        assertThat(holdfast.err()).contains("denied access", "hint:");
    }

    private static Collection<AclBinding> rights() throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY).values().get(5, TimeUnit.MINUTES);
    }

    private int declare(String... options) {
        Stream<String> all = Stream.of(
                "declare-kafka",
                "--kafka-properties",
                home.resolve("admin.properties").toString(),
                "--replicas=1",
                "--passwords",
                home.resolve("passwords").toString(),
                RESOURCES.resolve("topics.yaml").toString(),
                RESOURCES.resolve("users.yaml").toString());
        return holdfast.run(Stream.concat(all, Stream.of(options)).toArray(String[]::new));
    }

    private static void password(String password) throws IOException {
        Files.writeString(home.resolve("passwords/kafka-requester"), password + "\n");
    }

    private static Map<String, Set<AclOperation>> allowed(String password) throws Exception {
        try (Admin requester = Admin.create(signedIn(password))) {
            return requester
                    .describeTopics(
                            List.of("backup-requests", "backup-events"),
                            new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get(5, TimeUnit.MINUTES)
                    .values()
                    .stream()
                    .collect(Collectors.toMap(TopicDescription::name, TopicDescription::authorizedOperations));
        }
    }

    private static Map<String, Object> signedIn(String password) {
        Map<String, Object> settings = trusting("SASL_SSL", broker.bootstrap());
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"requester\" password=\""
                        + password + "\";");
        return settings;
    }

    private static Map<String, Object> trusting(String protocol, String bootstrap) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "security.protocol",
                protocol,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                broker.authority().toString()));
    }

    private static AclBinding right(String principal) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "operator-requests", PatternType.LITERAL),
                new AccessControlEntry(principal, "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    }
}
