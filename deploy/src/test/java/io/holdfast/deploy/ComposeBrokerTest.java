package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker of {@code deploy/compose} requires a password, and each service has a separate one. */
class ComposeBrokerTest {

    private static final Pattern LISTENER = Pattern.compile("(\\w+)://([^:,]*):(\\d+)");
    private static final String DECLARER = "kafka-users";

    private static final JsonNode COMPOSE = compose();
    private static final JsonNode BROKER = COMPOSE.at("/services/kafka/environment");

    @Test
    void each_listener_that_other_containers_reach_requires_a_password() {
        Map<String, String> protocols = Stream.of(BROKER.path("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP")
                        .asText()
                        .split(","))
                .map(entry -> entry.split(":"))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));

        assertThat(LISTENER.matcher(BROKER.path("KAFKA_LISTENERS").asText()).results())
                .hasSize(5)
                .allSatisfy(listener -> assertThat(protocols.get(listener.group(1)))
                        .as(listener.group())
                        .isEqualTo(isLoopback(listener) ? "PLAINTEXT" : "SASL_PLAINTEXT"));
        assertThat(COMPOSE.at("/services/kafka/ports"))
                .singleElement()
                .satisfies(port -> assertThat(port.asText())
                        .startsWith("${BIND_ADDRESS:-127.0.0.1}:")
                        .endsWith(":9094"));
    }

    @Test
    void what_is_not_allowed_is_denied() {
        assertThat(BROKER.path("KAFKA_AUTHORIZER_CLASS_NAME").asText()).endsWith(".StandardAuthorizer");
        assertThat(BROKER.path("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND").asText()).isEqualTo("false");
        assertThat(BROKER.path("KAFKA_SUPER_USERS").asText()).isEqualTo("User:ANONYMOUS;User:administrator");
    }

    @Test
    void only_the_one_that_declares_users_can_be_the_administrator() {
        assertThat(readersOf("kafka-administrator")).containsExactlyInAnyOrder("kafka", DECLARER);
        assertThat(COMPOSE.at("/networks/administration/internal").asBoolean()).isTrue();
        assertThat(services()
                        .filter(service ->
                                service.getValue().path("networks").toString().contains("administration"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("kafka", DECLARER);
    }

    @Test
    void no_container_shares_the_brokers_loopback() {
        assertThat(services().map(Map.Entry::getValue))
                .noneMatch(service -> service.has("network_mode") || service.has("pid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "dump", "verify", "retention", "restore", "notify"})
    void a_service_signs_in_as_its_own_user(String service) {
        JsonNode container = COMPOSE.at("/services/" + service + "-service");
        String secret = "kafka-holdfast-" + service;

        assertThat(container.at("/environment/KAFKA_SASL_JAAS_CONFIG").asText())
                .contains("username=\"holdfast-" + service + "\"", "passwordFile=\"/run/secrets/" + secret + "\"");
        assertThat(readersOf(secret)).containsExactlyInAnyOrder(service + "-service", DECLARER);
        assertThat(container.path("<<").asText()).isEqualTo("service");
    }

    @Test
    void services_start_when_their_users_are_declared() {
        assertThat(COMPOSE.at("/x-service/depends_on/" + DECLARER + "/condition")
                        .asText())
                .isEqualTo("service_completed_successfully");
    }

    @Test
    void the_command_line_has_a_user_of_its_own() {
        assertThat(readersOf("kafka-holdfast-operator")).containsExactlyInAnyOrder("holdfast", DECLARER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka-requester", "kafka-dashboard"})
    void the_passwords_of_other_systems_are_in_no_other_container(String secret) {
        assertThat(readersOf(secret)).containsExactly(DECLARER);
    }

    private static boolean isLoopback(MatchResult listener) {
        return listener.group(2).equals("127.0.0.1");
    }

    private static List<String> readersOf(String secret) {
        return services()
                .filter(service -> StreamSupport.stream(
                                service.getValue().path("secrets").spliterator(), false)
                        .anyMatch(name -> name.asText().equals(secret)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Stream<Map.Entry<String, JsonNode>> services() {
        return COMPOSE.path("services").properties().stream();
    }

    /** Aliases are not resolved: they are read as the text of their names. */
    private static JsonNode compose() {
        try {
            return new YAMLMapper()
                    .readTree(Kustomization.ROOT
                            .resolve("deploy/compose/compose.yaml")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
