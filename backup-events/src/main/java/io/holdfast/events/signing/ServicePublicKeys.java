package io.holdfast.events.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The public keys of the services. Each file {@code SERVICE.pem} or {@code SERVICE.ANYTHING.pem} of a folder is one key of that service. A
 * service can have several keys, so that its key can be changed without an interruption.
 */
public final class ServicePublicKeys {

    private static final String ENDING = ".pem";

    private final Map<String, Map<String, PublicKey>> byService;

    private ServicePublicKeys(Map<String, Map<String, PublicKey>> byService) {
        this.byService = byService;
    }

    /**
     * @throws UnusableSigningKeyException if the folder or one of its keys cannot be read: with missing keys, events of some services would be
     * refused
     */
    public static ServicePublicKeys in(Path folder) {
        Map<String, Map<String, PublicKey>> keys = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pems = files.filter(
                            file -> String.valueOf(file.getFileName()).endsWith(ENDING))
                    .sorted()
                    .toList();
            for (Path file : pems) {
                String name = String.valueOf(file.getFileName());
                PublicKey key = Ed25519PemParser.publicKey(file);
                keys.computeIfAbsent(name.substring(0, name.indexOf('.')), service -> new HashMap<>())
                        .put(Ed25519Signatures.idOf(key), key);
            }
        } catch (IOException e) {
            throw new UnusableSigningKeyException(folder + " cannot be listed", e);
        }
        return new ServicePublicKeys(keys);
    }

    /** The services with a key in this folder. */
    public List<String> services() {
        return byService.keySet().stream().sorted().toList();
    }

    /** Whether this service has a key with this id. */
    public boolean contains(String service, String keyId) {
        return keysOf(service).containsKey(keyId);
    }

    /** Whether the signature of these bytes is from this key of this service. */
    public boolean isBy(String service, String keyId, byte[] bytes, byte[] signature) {
        PublicKey key = keysOf(service).get(keyId);
        return key != null && Ed25519Signatures.isBy(key, bytes, signature);
    }

    /** Whether the signature of these bytes is from any key of this service. */
    public boolean isByAny(String service, byte[] bytes, byte[] signature) {
        return keyOf(service, bytes, signature).isPresent();
    }

    /** The service's key that made this signature. */
    Optional<String> keyOf(String service, byte[] bytes, byte[] signature) {
        List<String> ids = new ArrayList<>(keysOf(service).keySet());
        return ids.stream()
                .sorted()
                .filter(id -> isBy(service, id, bytes, signature))
                .findFirst();
    }

    private Map<String, PublicKey> keysOf(String service) {
        return byService.getOrDefault(service, Map.of());
    }
}
