package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pods may connect to which, by all policies together. */
class NetworkPoliciesTest {

    private static final String NAMES = "k8s-app=kube-dns:[53/TCP, 53/UDP]";
    private static final String KAFKA = "holdfast.io/kafka=true:[9092-9094/TCP]";
    private static final String CATALOGUE = "holdfast.io/catalogue=true:[5432/TCP]";
    private static final String VAULT = "holdfast.io/vault=true:[8200/TCP]";
    private static final String WORLD = "the world:[443/TCP, 465/TCP, 587/TCP]";

    @Test
    void each_service_reaches_what_it_needs_and_nothing_else() {
        Map<String, Set<String>> reached = new TreeMap<>();
        Cluster base = Cluster.of("base");

        base.pods()
                .forEach((name, pod) ->
                        reached.put(name, reachedFrom(base, pod.getMetadata().getLabels())));

        assertThat(reached)
                .isEqualTo(Map.of(
                        "scheduler-service", Set.of(NAMES, KAFKA, CATALOGUE),
                        "dump-service", Set.of(NAMES, KAFKA, CATALOGUE, VAULT, "holdfast.io/source=true:[5432/TCP]"),
                        "verify-service", Set.of(NAMES, KAFKA, CATALOGUE, VAULT, "holdfast.io/scratch=true:[5432/TCP]"),
                        "retention-service", Set.of(NAMES, KAFKA, CATALOGUE),
                        "restore-service", Set.of(NAMES, KAFKA, CATALOGUE, VAULT, "holdfast.io/target=true:[5432/TCP]"),
                        "notify-service", Set.of(NAMES, KAFKA, CATALOGUE, WORLD)));
    }

    @Test
    void with_a_bucket_those_that_have_its_keys_reach_it() {
        Cluster production = Cluster.of("overlays/production");

        List<String> reaching = production.pods().entrySet().stream()
                .filter(pod -> reachedFrom(
                                production, pod.getValue().getMetadata().getLabels())
                        .contains("holdfast.io/bucket=true:[]"))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();

        List<String> withKeys = production.pods().entrySet().stream()
                .filter(pod -> pod.getValue().getSpec().getContainers().getFirst().getEnv().stream()
                        .anyMatch(variable -> variable.getName().equals("AWS_SECRET_ACCESS_KEY")))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        assertThat(reaching).isEqualTo(withKeys).isNotEmpty();
    }

    @Test
    void the_command_line_reaches_brokers_and_services_but_neither_catalogue_nor_databases() {
        Cluster production = Cluster.of("overlays/production");
        Map<String, String> labels =
                Cluster.of("operator").pod("operator").getMetadata().getLabels();

        Set<String> reached = reachedFrom(production, labels);

        assertThat(reached).hasSize(3).contains(NAMES, KAFKA).anyMatch(peer -> peer.endsWith(":[8081-8087/TCP]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void only_prometheus_and_clients_can_reach_a_service(String folder) {
        Cluster cluster = Cluster.of(folder);

        assertThat(cluster.pods())
                .allSatisfy((name, pod) -> assertThat(
                                reaching(cluster, pod.getMetadata().getLabels()))
                        .containsExactlyInAnyOrder(
                                "app.kubernetes.io/name=prometheus:[http/TCP]", "holdfast.io/reader=true:[http/TCP]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void every_peer_exists_or_is_documented_to_be_labelled(String folder) throws Exception {
        Cluster cluster = Cluster.of(folder);
        String page = Files.readString(Kustomization.ROOT.resolve("docs/kubernetes.md"));
        Set<String> names = new TreeSet<>(cluster.pods().keySet());
        names.add("operator");

        for (NetworkPolicy policy : policies(cluster)) {
            peers(policy)
                    .flatMap(peer -> Stream.ofNullable(peer.getPodSelector()))
                    .forEach(selector -> {
                        assertThat(selector.getMatchLabels())
                                .allSatisfy((key, value) -> assertThat(page)
                                        .as(policy.getMetadata().getName())
                                        .contains(
                                                key.startsWith("holdfast.io/") ? "`" + key + "`" : key + "=" + value));
                        assertThat(expected(selector)).isSubsetOf(names);
                    });
            assertThat(expected(policy.getSpec().getPodSelector())).isSubsetOf(names);
        }
    }

    @Test
    void brokers_and_catalogue_of_production_bear_the_labels_by_which_they_are_found() {
        Cluster production = Cluster.of("overlays/production");

        assertThat(production.ofKind("kafka.strimzi.io/v1/KafkaNodePool"))
                .isNotEmpty()
                .allMatch(pool -> pool.at("/spec/template/pod/metadata/labels/holdfast.io~1kafka")
                        .asText()
                        .equals("true"));
        assertThat(production.ofKind("postgresql.cnpg.io/v1/Cluster"))
                .isNotEmpty()
                .allMatch(cluster -> cluster.at("/spec/inheritedMetadata/labels/holdfast.io~1catalogue")
                        .asText()
                        .equals("true"));
        assertThat(production.ofKind("v1/Namespace"))
                .allMatch(namespace -> namespace
                        .at("/metadata/labels/holdfast.io~1peers")
                        .asText()
                        .equals("true"));
    }

    private static Set<String> reachedFrom(Cluster cluster, Map<String, String> labels) {
        Set<String> reached = new TreeSet<>();
        for (NetworkPolicy policy : of(cluster, labels, "Egress")) {
            policy.getSpec().getEgress().forEach(rule -> {
                List<String> ports = new ArrayList<>();
                rule.getPorts()
                        .forEach(port -> ports.add(
                                port.getPort().getValue() + (port.getEndPort() == null ? "" : "-" + port.getEndPort())
                                        + "/" + port.getProtocol()));
                rule.getTo()
                        .forEach(peer -> reached.add(
                                name(peer) + ":" + ports.stream().sorted().toList()));
            });
        }
        return reached;
    }

    private static Set<String> reaching(Cluster cluster, Map<String, String> labels) {
        Set<String> reaching = new TreeSet<>();
        for (NetworkPolicy policy : of(cluster, labels, "Ingress")) {
            policy.getSpec().getIngress().forEach(rule -> {
                List<String> ports = rule.getPorts().stream()
                        .map(port -> port.getPort().getValue() + "/" + port.getProtocol())
                        .toList();
                rule.getFrom().forEach(peer -> reaching.add(name(peer) + ":" + ports));
            });
        }
        return reaching;
    }

    /** Policies of one direction for a pod with these labels. Without any policy, everything would be permitted. */
    private static List<NetworkPolicy> of(Cluster cluster, Map<String, String> labels, String direction) {
        List<NetworkPolicy> policies = policies(cluster).stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
                .filter(policy -> selects(policy.getSpec().getPodSelector(), labels))
                .toList();
        assertThat(policies).isNotEmpty();
        return policies;
    }

    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
                && selector.getMatchExpressions().stream()
                        .allMatch(one -> one.getValues().contains(labels.get(one.getKey())));
    }

    private static String name(NetworkPolicyPeer peer) {
        if (peer.getIpBlock() != null) {
            assertThat(peer.getIpBlock().getExcept()).as("addresses inside").isNotEmpty();
            return "the world";
        }
        Map<String, Object> selected = new HashMap<>(peer.getPodSelector().getMatchLabels());
        peer.getPodSelector().getMatchExpressions().forEach(one -> selected.put(one.getKey(), one.getValues()));
        assertThat(selected).hasSize(1);
        return selected.entrySet().iterator().next().toString();
    }

    private static Collection<String> expected(LabelSelector selector) {
        return selector.getMatchExpressions().stream()
                .flatMap(one -> one.getValues().stream())
                .toList();
    }

    private static Stream<NetworkPolicyPeer> peers(NetworkPolicy policy) {
        return Stream.concat(
                policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream()),
                policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()));
    }

    private static List<NetworkPolicy> policies(Cluster cluster) {
        return cluster.all("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);
    }
}
