package io.holdfast.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The documents in a cluster after a folder was applied. */
record Cluster(List<JsonNode> documents) {

    static Cluster of(String folder) {
        return new Cluster(Kustomization.render(folder));
    }

    <T extends HasMetadata> List<T> all(String kind, Class<T> model) {
        return ofKind(kind).map(document -> Kinds.read(document, model)).toList();
    }

    List<Deployment> deployments() {
        return all("apps/v1/Deployment", Deployment.class);
    }

    Deployment deployment(String name) {
        return deployments().stream()
                .filter(one -> one.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The pod templates of deployments and jobs, by name. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        deployments()
                .forEach(one ->
                        pods.put(one.getMetadata().getName(), one.getSpec().getTemplate()));
        all("batch/v1/Job", Job.class)
                .forEach(one ->
                        pods.put(one.getMetadata().getName(), one.getSpec().getTemplate()));
        return pods;
    }

    PodTemplateSpec pod(String name) {
        return Objects.requireNonNull(pods().get(name), name);
    }

    List<Container> containers() {
        return pods().values().stream()
                .flatMap(pod -> pod.getSpec().getContainers().stream())
                .toList();
    }

    Stream<JsonNode> ofKind(String kind) {
        return documents.stream().filter(document -> Kinds.kindOf(document).equals(kind));
    }

    /** Names of the objects of this kind. */
    List<String> names(String kind) {
        return ofKind(kind)
                .map(document -> document.at("/metadata/name").asText())
                .toList();
    }
}
