package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every referenced object exists. Otherwise a pod would never start, or a rule would never match. */
class ReferencesTest {

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void services_and_disruption_budgets_mean_the_pods_of_their_name(String folder) {
        Cluster cluster = Cluster.of(folder);
        Set<String> deployments = cluster.pods().keySet();

        assertThat(cluster.all("v1/Service", Service.class))
                .hasSameSizeAs(deployments)
                .allSatisfy(service -> {
                    assertThat(selected(cluster, service.getSpec().getSelector()))
                            .containsExactly(service.getMetadata().getName());
                    assertThat(service.getSpec().getPorts())
                            .allSatisfy(port -> assertThat(
                                            ports(cluster, service.getMetadata().getName()))
                                    .containsEntry(port.getTargetPort().getStrVal(), port.getPort()));
                });
        assertThat(cluster.all("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class))
                .hasSameSizeAs(deployments)
                .allSatisfy(budget -> assertThat(
                                selected(cluster, budget.getSpec().getSelector().getMatchLabels()))
                        .containsExactly(budget.getMetadata().getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production", "operator"})
    void volumes_and_settings_refer_to_existing_objects(String folder) {
        Cluster cluster = Cluster.of(folder);

        assertThat(cluster.pods()).allSatisfy((name, pod) -> {
            List<Volume> volumes = pod.getSpec().getVolumes();
            assertThat(names(
                            volumes.stream().flatMap(one -> Stream.ofNullable(one.getConfigMap())),
                            one -> one.getName()))
                    .isSubsetOf(cluster.names("v1/ConfigMap"));
            assertThat(names(
                            volumes.stream().flatMap(one -> Stream.ofNullable(one.getPersistentVolumeClaim())),
                            one -> one.getClaimName()))
                    .isSubsetOf(cluster.names("v1/PersistentVolumeClaim"));
            assertThat(names(
                            containers(pod).flatMap(one -> one.getEnvFrom().stream()),
                            one -> one.getConfigMapRef().getName()))
                    .isSubsetOf(cluster.names("v1/ConfigMap"));
            assertThat(names(containers(pod).flatMap(one -> one.getVolumeMounts().stream()), VolumeMount::getName))
                    .containsExactlyInAnyOrderElementsOf(names(volumes.stream(), Volume::getName));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void every_service_has_a_separate_service_account_without_permissions(String folder) {
        Cluster cluster = Cluster.of(folder);

        assertThat(cluster.pods())
                .allSatisfy((name, pod) ->
                        assertThat(pod.getSpec().getServiceAccountName()).isEqualTo(name));
        assertThat(cluster.names("v1/ServiceAccount"))
                .containsExactlyInAnyOrderElementsOf(cluster.pods().keySet());
        assertThat(cluster.names("rbac.authorization.k8s.io/v1/RoleBinding")).isEmpty();
    }

    private static List<String> selected(Cluster cluster, Map<String, String> labels) {
        return cluster.pods().entrySet().stream()
                .filter(pod ->
                        pod.getValue().getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Integer> ports(Cluster cluster, String pod) {
        return Stream.of(cluster.pod(pod))
                .flatMap(ReferencesTest::containers)
                .flatMap(container -> container.getPorts().stream())
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
    }

    private static Stream<Container> containers(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().stream();
    }

    private static <T> Collection<String> names(Stream<T> things, Function<T, String> name) {
        return things.map(name).toList();
    }
}
