package io.holdfast.events.signing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;

/** The private key of one service. */
public final class ServiceSigningKey {

    private static final byte[] PROBE = "holdfast: which public key is mine?".getBytes(StandardCharsets.US_ASCII);

    private final String service;
    private final String id;
    private final PrivateKey key;

    private ServiceSigningKey(String service, String id, PrivateKey key) {
        this.service = service;
        this.id = id;
        this.key = key;
    }

    /**
     * @param file PEM, PKCS#8
     * @param service such as {@code dump-service}
     * @param published public keys that must contain the key's public half, because otherwise nobody could check its signatures
     * @throws UnusableSigningKeyException if the key cannot be read, or its public half is not published
     */
    public static ServiceSigningKey read(Path file, String service, ServicePublicKeys published) {
        PrivateKey key = Ed25519PemParser.privateKey(file);
        String id = published
                .keyOf(service, PROBE, Ed25519Signatures.sign(key, PROBE))
                .orElseThrow(() -> new UnusableSigningKeyException(
                        "the public key that belongs to " + file + " is not among the public keys of " + service,
                        null));
        return new ServiceSigningKey(service, id, key);
    }

    public String service() {
        return service;
    }

    /** The id with which a reader finds the public key: 16 hexadecimal digits. */
    public String id() {
        return id;
    }

    public byte[] sign(byte[] bytes) {
        return Ed25519Signatures.sign(key, bytes);
    }

    @Override
    public String toString() {
        return "key " + id + " of " + service;
    }
}
