package io.holdfast.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A folder below {@code deploy/kubernetes} as {@code kubectl} renders it; tests are skipped where there is none. */
final class Kustomization {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final boolean HAS_KUBECTL = isInstalled("kubectl") && minorVersion() >= 27;
    private static final Map<Path, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private Kustomization() {}

    /** Every document, in the order of its rendering. */
    static List<JsonNode> render(String folder) {
        return render(KUBERNETES.resolve(folder));
    }

    static List<JsonNode> render(Path folder) {
        assumeTrue(HAS_KUBECTL, "kubectl 1.27 or newer is not installed (kubernetes.io/docs/tasks/tools)");
        return RENDERED.computeIfAbsent(folder, Kustomization::renderNow);
    }

    /** Older ones render otherwise, or not at all. */
    private static int minorVersion() {
        try {
            Process kubectl = new ProcessBuilder("kubectl", "version", "--client", "-o", "json").start();
            String minor = YAML.readTree(kubectl.getInputStream().readAllBytes())
                    .at("/clientVersion/minor")
                    .asText("0");
            return Integer.parseInt(minor.replaceAll("\\D", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
