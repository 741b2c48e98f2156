package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets that pods refer to are created by {@code deploy/kubernetes/secrets} or by an operator. */
class SecretsTest {

    /** Created by Strimzi for each user and its certificates, and by CloudNativePG for its certificates. */
    private static final Set<String> OF_OPERATORS = Set.of("holdfast-", "catalogue-ca");

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production", "operator"})
    void every_secret_and_key_that_a_pod_refers_to_is_made(String folder, @TempDir Path temporary) {
        Map<String, JsonNode> made = ExampleSecrets.madeIn(temporary);

        Set<String> wanted = new TreeSet<>();
        Cluster.of(folder).pods().values().forEach(pod -> collect(pod.getSpec(), wanted));

        assertThat(wanted)
                .filteredOn(secret -> OF_OPERATORS.stream().noneMatch(secret::startsWith))
                .isSubsetOf(named(made));
    }

    @Test
    void the_catalogues_roles_are_those_that_the_services_log_in_as(@TempDir Path temporary) {
        Map<String, JsonNode> made = ExampleSecrets.madeIn(temporary);

        assertThat(Cluster.of("overlays/production").ofKind("postgresql.cnpg.io/v1/Cluster"))
                .singleElement()
                .satisfies(cluster -> assertThat(cluster.at("/spec/managed/roles"))
                        .hasSize(6)
                        .allSatisfy(role -> assertThat(ExampleSecrets.text(
                                        made, role.at("/passwordSecret/name").asText(), "username"))
                                .isEqualTo(role.path("name").asText())));
    }

    @Test
    void each_service_logs_in_to_kafka_as_a_user_that_is_declared() {
        Cluster production = Cluster.of("overlays/production");
        Set<String> wanted = new TreeSet<>();

        Stream.concat(production.containers().stream(), Cluster.of("operator").containers().stream())
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getName().equals("KAFKA_SASL_JAAS_CONFIG"))
                .forEach(variable ->
                        wanted.add(variable.getValueFrom().getSecretKeyRef().getName()));

        assertThat(production.names("kafka.strimzi.io/v1/KafkaUser"))
                .containsAll(wanted)
                .contains("holdfast-operator");
        assertThat(wanted).hasSize(6);
    }

    /** As {@code name} and {@code name/key}. */
    private static Set<String> named(Map<String, JsonNode> made) {
        Set<String> named = new TreeSet<>(made.keySet());
        made.forEach((name, secret) ->
                secret.path("data").properties().forEach(entry -> named.add(name + "/" + entry.getKey())));
        return named;
    }

    private static void collect(PodSpec pod, Set<String> wanted) {
        pod.getVolumes().stream()
                .flatMap(volume -> Stream.ofNullable(volume.getSecret()))
                .map(SecretVolumeSource::getSecretName)
                .forEach(wanted::add);
        pod.getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .map(variable -> variable.getValueFrom().getSecretKeyRef())
                .forEach(reference -> wanted.add(reference.getName() + "/" + reference.getKey()));
    }
}
