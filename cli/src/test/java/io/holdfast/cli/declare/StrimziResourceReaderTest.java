package io.holdfast.cli.declare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cli.context.CommandException;
import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrimziResourceReaderTest {

    private static final Path RESOURCES = SourceCheckoutLocator.find().root().resolve("deploy/kubernetes/kafka");
    private static final short ENOUGH = 3;

    private static final String BILLING = """
            # Asks for backups before each month is closed.
            kind: KafkaUser
            metadata: {name: billing}
            spec:
              authentication: {type: %s}
              authorization:
                acls:
                  - resource: {type: topic, name: backup-requests}
                    operations: [Write]
                  - resource: {type: group, name: billing, patternType: prefix}
                    operations: [Read]
              quotas: {producerByteRate: 1024}
            """;

    @TempDir
    Path folder;

    @Test
    void topics_and_users_of_the_repository_are_read() {
        DeclaredBrokerState declaration = StrimziResourceReader.read(
                List.of(RESOURCES.resolve("topics.yaml"), RESOURCES.resolve("users.yaml")), ENOUGH);

        assertThat(declaration.topics()).extracting(NewTopic::name).hasSize(9).contains("backup-requests");
        assertThat(declaration.topics()).allSatisfy(topic -> {
            assertThat(topic.replicationFactor()).isEqualTo((short) 3);
            assertThat(topic.configs())
                    .containsEntry("min.insync.replicas", "2")
                    .doesNotContainKey("flush.messages");
        });
        assertThat(declaration.users())
                .extracting(DeclaredBrokerUser::name)
                .contains("holdfast-dump", "holdfast-operator", "requester");
    }

    @Test
    void one_broker_acknowledges_alone() {
        DeclaredBrokerState declaration =
                StrimziResourceReader.read(List.of(RESOURCES.resolve("topics.yaml")), (short) 1);

        assertThat(declaration.topics()).allSatisfy(topic -> {
            assertThat(topic.replicationFactor()).isEqualTo((short) 1);
            assertThat(topic.configs()).doesNotContainKey("min.insync.replicas").containsKey("retention.ms");
        });
    }

    @Test
    void one_broker_writes_to_its_disk_before_it_acknowledges_but_for_progress() {
        DeclaredBrokerState declaration =
                StrimziResourceReader.read(List.of(RESOURCES.resolve("topics.yaml")), (short) 1);

        assertThat(declaration.topics())
                .filteredOn(topic -> "1".equals(topic.configs().get("flush.messages")))
                .extracting(NewTopic::name)
                .hasSize(8)
                .doesNotContain("backup-progress");
    }

    @Test
    void a_declared_flush_is_kept() throws IOException {
        Path topics = file("""
                kind: KafkaTopic
                metadata: {name: backup-events}
                spec: {partitions: 6, replicas: 1, config: {flush.messages: "50"}}
                """);

        DeclaredBrokerState declaration = StrimziResourceReader.read(List.of(topics), ENOUGH);

        assertThat(declaration.topics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.configs()).containsEntry("flush.messages", "50"));
    }

    @Test
    void a_user_has_the_rights_of_its_rules_and_no_others() throws IOException {
        DeclaredBrokerState declaration =
                StrimziResourceReader.read(List.of(file(BILLING.formatted("scram-sha-512"))), ENOUGH);

        assertThat(declaration.users()).singleElement().satisfies(user -> {
            assertThat(user.rights())
                    .containsExactlyInAnyOrder(
                            right(ResourceType.TOPIC, "backup-requests", PatternType.LITERAL, AclOperation.WRITE),
                            right(ResourceType.GROUP, "billing", PatternType.PREFIXED, AclOperation.READ));
            assertThat(user.quotas()).isEqualTo(Map.of("producer_byte_rate", 1024.0));
            assertThat(user.hasPassword()).isTrue();
        });
    }

    @Test
    void a_user_with_a_certificate_has_another_name_and_no_password() throws IOException {
        DeclaredBrokerState declaration = StrimziResourceReader.read(List.of(file(BILLING.formatted("tls"))), ENOUGH);

        assertThat(declaration.users()).singleElement().satisfies(user -> {
            assertThat(user.rights())
                    .allMatch(right -> right.entry().principal().equals("User:CN=billing"));
            assertThat(user.hasPassword()).isFalse();
        });
    }

    @Test
    void a_later_resource_replaces_an_earlier_one() throws IOException {
        Path later = file(BILLING.formatted("tls").replace("billing", "requester"));

        DeclaredBrokerState declaration =
                StrimziResourceReader.read(List.of(RESOURCES.resolve("users.yaml"), later), ENOUGH);

        assertThat(declaration.users())
                .filteredOn(user -> user.name().equals("requester"))
                .singleElement()
                .satisfies(user -> assertThat(user.rights()).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# No further users.\n", "---\n", "---\n# none\n---\n"})
    void a_file_without_resources_declares_nothing(String text) throws IOException {
        DeclaredBrokerState declaration = StrimziResourceReader.read(List.of(file(text)), ENOUGH);

        assertThat(declaration.users()).isEmpty();
        assertThat(declaration.topics()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: Secret, metadata: {name: x}}",
                "{kind: KafkaUser}",
                "kind: [",
                "{kind: KafkaUser, metadata: {name: x}, spec: {authorization: {acls: [{resource: {type: planet}, operations: [Read]}]}}}",
                "{kind: KafkaUser, metadata: {name: x}, spec: {authorization: {acls: [{resource: {type: topic}, operations: [Read]}]}}}",
                "{kind: KafkaUser, metadata: {name: x}, spec: {authorization: {acls: [{resource: {type: topic, name: t}, operations: [Think]}]}}}"
            })
    void what_is_not_known_is_refused_and_not_left_out(String text) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> StrimziResourceReader.read(List.of(file), ENOUGH))
                .isInstanceOf(CommandException.class);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("resources.yaml"), text);
    }

    private static AclBinding right(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:billing", "*", operation, AclPermissionType.ALLOW));
    }
}
