package io.holdfast.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A folder below {@code deploy/kubernetes}, rendered by {@code kubectl}. Tests are skipped if it is not installed. */
final class Kustomization {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<Path, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private Kustomization() {}

    /** All documents, in the order of rendering. */
    static List<JsonNode> render(String folder) {
        return render(KUBERNETES.resolve(folder));
    }

    static List<JsonNode> render(Path folder) {
        RequiredProgramCheck.assume("kubectl");
        return RENDERED.computeIfAbsent(folder, Kustomization::renderNow);
    }

    private static List<JsonNode> renderNow(Path folder) {
        try {
            Path complaints = Files.createTempFile("kustomize", ".txt");
            Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectError(complaints.toFile())
                    .start();
            List<JsonNode> documents = documents(kubectl.getInputStream().readAllBytes());
            if (kubectl.waitFor() != 0 || documents.isEmpty()) {
                throw new AssertionError("kubectl kustomize " + folder + ": " + Files.readString(complaints));
            }
            Files.delete(complaints);
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> documents(byte[] yaml) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(new String(yaml, StandardCharsets.UTF_8))) {
            return documents.readAll();
        }
    }
}
