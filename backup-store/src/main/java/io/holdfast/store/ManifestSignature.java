package io.holdfast.store;

import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.events.signing.ServiceSigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The signature of a manifest: Ed25519 over exactly the manifest's bytes, in Base64, so that {@code openssl} can verify it. The manifest
 * contains the checksums of the artifact and the roles, so the signature covers all of them.
 */
public final class ManifestSignature {

    private ManifestSignature() {}

    /** The signature file for this manifest. */
    public static CompanionFile of(CompanionFile manifest, ServiceSigningKey key) {
        return new CompanionFile(
                CompanionFile.Role.SIGNATURE, Base64.getEncoder().encodeToString(key.sign(manifest.bytes())) + "\n");
    }

    /** The first of these services that signed the manifest; empty if none did. */
    public static Optional<String> signer(
            String manifest, String signature, ServicePublicKeys keys, List<String> services) {
        byte[] signed = manifest.getBytes(StandardCharsets.UTF_8);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(signature.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return services.stream()
                .filter(service -> keys.isByAny(service, signed, bytes))
                .findFirst();
    }
}
