package io.holdfast.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rendered documents in a form that Podman can run. Podman supports deployments, ConfigMaps and claims. What a cluster
 * would add is inserted here: secrets, the group of a volume, the numbers of ports. Names get a prefix, because Podman
 * has no namespaces. Everything else is unchanged.
 */
final class PlayableDocuments {

    private static final Set<String> KINDS = Set.of("apps/v1/Deployment", "v1/ConfigMap", "v1/PersistentVolumeClaim");

    private final String prefix;
    private final String images;
    private final Map<String, JsonNode> secrets;
    private final Path folder;
    private final Set<String> volumes = new TreeSet<>();

    /**
     * @param images prefix of the services' images, such as {@code localhost/holdfast}
     * @param folder for the files of secrets
     */
    PlayableDocuments(String prefix, String images, Map<String, JsonNode> secrets, Path folder) {
        this.prefix = prefix + "-";
        this.images = images;
        this.secrets = secrets;
        this.folder = folder;
    }

    /** The documents of these services, and of everything that they require. */
    String of(List<JsonNode> rendered, Set<String> services) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        StringWriter played = new StringWriter();
        for (JsonNode document : rendered) {
            String name = document.at("/metadata/name").asText();
            String kind = Kinds.kindOf(document);
            if (KINDS.contains(kind) && (!kind.endsWith("/Deployment") || services.contains(name))) {
                played.write(yaml.writeValueAsString(changed(document.deepCopy())));
            }
        }
        return played.toString();
    }

    /** Podman's volumes that are created. */
    Set<String> volumes() {
        return volumes;
    }

    private ObjectNode changed(ObjectNode document) throws IOException {
        ObjectNode metadata = (ObjectNode) document.path("metadata");
        String name = metadata.path("name").asText();
        if (document.path("kind").asText().equals("Deployment")) {
            change(name, (ObjectNode) document.at("/spec/template/spec"));
        } else {
            volumes.add(prefix + name);
            // Replaces fsGroup.
            metadata.putObject("annotations")
                    .put("volume.podman.io/uid", "10001")
                    .put("volume.podman.io/gid", "10001");
        }
        metadata.put("name", prefix + name);
        return document;
    }

    private void change(String service, ObjectNode pod) throws IOException {
        ObjectNode container = (ObjectNode) pod.at("/containers/0");
        container.put("image", images + "/" + service + ":latest");
        container.put("imagePullPolicy", "Never");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            ((ObjectNode) container.at("/" + probe + "/httpGet")).set("port", container.at("/ports/0/containerPort"));
        }
        container.path("envFrom").forEach(from -> rename((ObjectNode) from.path("configMapRef"), "name"));
        container.path("env").forEach(variable -> reveal((ObjectNode) variable));
        for (JsonNode volume : pod.path("volumes")) {
            change(service, (ObjectNode) volume, container.path("volumeMounts"));
        }
    }

    private void reveal(ObjectNode variable) {
        JsonNode reference = variable.at("/valueFrom/secretKeyRef");
        variable.put(
                "value",
                ExampleSecrets.text(
                        secrets,
                        reference.path("name").asText(),
                        reference.path("key").asText()));
        variable.remove("valueFrom");
    }

    private void change(String service, ObjectNode volume, JsonNode mounts) throws IOException {
        if (volume.has("configMap")) {
            rename((ObjectNode) volume.path("configMap"), "name");
        } else if (volume.has("persistentVolumeClaim")) {
            rename((ObjectNode) volume.path("persistentVolumeClaim"), "claimName");
        } else if (volume.has("emptyDir")) {
            // A separate volume for each pod. Podman would give all pods the volume with that name.
            String name = volume.path("name").asText();
            String own = prefix + service + "-" + name;
            volume.put("name", own);
            mounts.forEach(mount -> {
                if (mount.path("name").asText().equals(name)) {
                    ((ObjectNode) mount).put("name", own);
                }
            });
            volumes.add(own);
        } else {
            String secret = volume.at("/secret/secretName").asText();
            volume.remove("secret");
            volume.putObject("hostPath").put("path", files(secret).toString()).put("type", "Directory");
        }
    }

    private void rename(ObjectNode reference, String field) {
        reference.put(field, prefix + reference.path(field).asText());
    }

    private Path files(String secret) throws IOException {
        Path files = Files.createDirectories(folder.resolve(secret));
        JsonNode data = Objects.requireNonNull(secrets.get(secret), secret).path("data");
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            Files.write(
                    files.resolve(entry.getKey()),
                    Base64.getMimeDecoder().decode(entry.getValue().asText()));
        }
        return files;
    }
}
