package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods meet Kubernetes' restricted profile, and some further restrictions. */
class PodRestrictionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production", "operator"})
    void every_pod_is_of_the_restricted_profile_and_cannot_write_its_own_files(String folder) {
        Map<String, PodSpec> pods = pods(folder);

        assertThat(pods).isNotEmpty().allSatisfy((name, pod) -> {
            assertThat(pod.getHostNetwork()).isNotEqualTo(true);
            assertThat(pod.getHostPID()).isNotEqualTo(true);
            assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getInitContainers()).isEmpty();
            assertThat(pod.getContainers()).isNotEmpty().allSatisfy(container -> {
                SecurityContext security = Objects.requireNonNull(container.getSecurityContext());
                assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                assertThat(security.getPrivileged()).isNotEqualTo(true);
                assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(security.getCapabilities().getAdd()).isEmpty();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void every_service_is_probed_where_it_answers(String folder) {
        List<Container> services = services(folder);

        assertThat(services).hasSize(6).allSatisfy(service -> {
            assertThat(path(service.getStartupProbe())).isEqualTo("/q/health/started");
            assertThat(path(service.getLivenessProbe())).isEqualTo("/q/health/live");
            assertThat(path(service.getReadinessProbe())).isEqualTo("/q/health/ready");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production", "operator"})
    void every_container_has_resource_requests_and_a_version(String folder) {
        List<Container> containers = Cluster.of(folder).containers();

        assertThat(containers).isNotEmpty().allSatisfy(container -> {
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getImage()).matches("holdfast/[a-z-]+:\\d+\\.\\d+\\.\\d+");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production", "operator"})
    void nothing_secret_is_written_here(String folder) {
        Cluster cluster = Cluster.of(folder);

        assertThat(cluster.names("v1/Secret")).isEmpty();
        assertThat(cluster.containers().stream().flatMap(container -> container.getEnv().stream()))
                .allMatch(variable -> variable.getValueFrom().getSecretKeyRef() != null);
        assertThat(cluster.ofKind("v1/ConfigMap").flatMap(map -> map.path("data").properties().stream()))
                .noneMatch(entry -> (entry.getKey() + "\n" + entry.getValue().asText())
                        .toLowerCase(Locale.ROOT)
                        .matches("(?s).*(password|secret[-_]key|token|jaas.config)\\s*=\\s*[^$/\\s].*"));
    }

    @Test
    void only_those_who_use_a_secret_have_it() {
        Map<String, PodSpec> pods = pods("overlays/production");

        assertThat(pods).allSatisfy((name, pod) -> {
            String service = name.replace("-service", "");
            assertThat(environmentSecrets(pod)).allMatch(secret -> secret.endsWith("-" + service));
            assertThat(mounted(pod).contains("source-databases")).isEqualTo(service.equals("dump"));
            assertThat(mounted(pod).contains("target-databases")).isEqualTo(service.equals("restore"));
            assertThat(mounted(pod).contains("notify-sinks")).isEqualTo(service.equals("notify"));
            assertThat(mounted(pod).contains("scratch-server")).isEqualTo(service.equals("verify"));
        });
    }

    @Test
    void the_namespace_refuses_what_is_not_restricted() {
        assertThat(Cluster.of("base").ofKind("v1/Namespace"))
                .singleElement()
                .satisfies(namespace -> assertThat(namespace
                                .at("/metadata/labels")
                                .path("pod-security.kubernetes.io/enforce")
                                .asText())
                        .isEqualTo("restricted"));
    }

    private static Map<String, PodSpec> pods(String folder) {
        return Cluster.of(folder).pods().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, pod -> pod.getValue().getSpec()));
    }

    private static List<Container> services(String folder) {
        return Cluster.of(folder).deployments().stream()
                .flatMap(one -> one.getSpec().getTemplate().getSpec().getContainers().stream())
                .toList();
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }

    private static List<String> environmentSecrets(PodSpec pod) {
        return pod.getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getValueFrom)
                .map(from -> from.getSecretKeyRef().getName())
                .toList();
    }

    private static List<String> mounted(PodSpec pod) {
        return pod.getVolumes().stream()
                .flatMap(volume -> Stream.ofNullable(volume.getSecret()))
                .map(secret -> secret.getSecretName())
                .toList();
    }
}
