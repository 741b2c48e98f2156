package io.holdfast.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A copy of {@code deploy/kubernetes/secrets} with all files that it requires, as an operator would create them. */
final class ExampleSecrets {

    private ExampleSecrets() {}

    /** The secrets that are made from it, by name. The content of each file is the file's name. */
    static Map<String, JsonNode> madeIn(Path folder) {
        Path original = Kustomization.KUBERNETES.resolve("secrets/kustomization.yaml");
        try {
            String text = Files.readString(original);
            Files.writeString(folder.resolve("kustomization.yaml"), text);
            for (JsonNode generator : new YAMLMapper().readTree(text).path("secretGenerator")) {
                for (JsonNode file : generator.path("files")) {
                    String path = file.asText().replaceFirst("^[^=]*=", "");
                    Files.createDirectories(
                            Objects.requireNonNull(folder.resolve(path).getParent()));
                    if (path.endsWith(".pem")) {
                        signingKey(folder, path);
                    } else {
                        Files.writeString(folder.resolve(path), path.substring(path.lastIndexOf('/') + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Kustomization.render(folder).stream()
                .peek(Kinds::check)
                .collect(Collectors.toMap(secret -> secret.at("/metadata/name").asText(), secret -> secret));
    }

    /** Private and public keys must match; the private keys come first. */
    private static void signingKey(Path folder, String path) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".pem".length())
                .replace("-service", "");
        Path publicHalf = folder.resolve(name + ".public");
        if (path.contains("/public/")) {
            Files.copy(publicHalf, folder.resolve(path));
            return;
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.writeString(folder.resolve(path), pem("PRIVATE KEY", pair.getPrivate()));
            Files.writeString(publicHalf, pem("PUBLIC KEY", pair.getPublic()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + label + "-----\n";
    }

    static String text(Map<String, JsonNode> made, String secret, String key) {
        JsonNode found = Objects.requireNonNull(made.get(secret), secret);
        return new String(
                Base64.getDecoder().decode(found.path("data").path(key).asText()), StandardCharsets.UTF_8);
    }
}
