package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The server for drills runs code of all backed-up databases. It can open no connections, and only few pods can connect
 * to it.
 */
class ScratchServerTest {

    private static final String FOLDER = "scratch";

    @Test
    void in_kubernetes_nothing_goes_out_and_only_verify_service_comes_in() {
        Cluster cluster = Cluster.of(FOLDER);
        Map<String, String> labels = cluster.pod("scratch").getMetadata().getLabels();

        assertThat(cluster.all("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class))
                .singleElement()
                .satisfies(policy -> {
                    assertThat(labels.entrySet())
                            .containsAll(policy.getSpec()
                                    .getPodSelector()
                                    .getMatchLabels()
                                    .entrySet());
                    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
                    assertThat(policy.getSpec().getEgress()).isEmpty();
                    assertThat(policy.getSpec().getIngress())
                            .singleElement()
                            .satisfies(rule -> assertThat(rule.getFrom())
                                    .singleElement()
                                    .satisfies(peer -> assertThat(
                                                    peer.getPodSelector().getMatchLabels())
                                            .isEqualTo(Map.of("app.kubernetes.io/name", "verify-service"))));
                });
        assertThat(labels).containsEntry("holdfast.io/scratch", "true");
    }

    @Test
    void in_kubernetes_it_is_of_the_restricted_profile_and_every_field_is_one_of_its_kind() {
        Kustomization.render(FOLDER).forEach(Kinds::check);
        PodTemplateSpec template = Cluster.of(FOLDER).pod("scratch");
        PodSpec pod = template.getSpec();
        Container server = pod.getContainers().getFirst();
        SecurityContext security = Objects.requireNonNull(server.getSecurityContext());

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(server.getResources().getLimits()).containsKey("memory");
    }

    @Test
    void in_compose_it_shares_a_network_without_a_way_out_with_verify_service_alone() throws IOException {
        JsonNode compose = new YAMLMapper()
                .readTree(Kustomization.ROOT
                        .resolve("deploy/compose/compose.yaml")
                        .toFile());

        assertThat(compose.at("/networks/drills/internal").asBoolean()).isTrue();
        assertThat(compose.at("/services/scratch/networks"))
                .singleElement()
                .satisfies(name -> assertThat(name.asText()).isEqualTo("drills"));
        assertThat(compose.at("/services/scratch/ports").isMissingNode()).isTrue();
        compose.path("services").properties().stream()
                .filter(service -> !service.getKey().equals("scratch"))
                .forEach(service -> assertThat(
                                service.getValue().path("networks").toString().contains("drills"))
                        .as(service.getKey())
                        .isEqualTo(service.getKey().equals("verify-service")));
    }
}
