package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of the installation: an Ed25519 key for each service, readable only by its owner, the public keys in one
 * folder, and one key for fingerprints.
 */
public final class ServiceSigningKeyStore {

    private static final int LINE = 64;

    private final Path folder;
    private final Path log;

    /** @param log folder of the broker; a log that is older than the keys contains unsigned events */
    ServiceSigningKeyStore(Path folder, Path log) {
        this.folder = folder;
        this.log = log;
    }

    /** The folder of the public keys, {@code SERVICE.pem} each. */
    public Path publicKeys() {
        return folder.resolve("public");
    }

    /** The private key of a service. */
    public Path privateKey(String service) {
        return folder.resolve("private").resolve(source(service) + ".pem");
    }

    /** Creates the missing keys. */
    void make(List<String> services) throws IOException {
        if (!Files.exists(folder) && Files.exists(log)) {
            Files.createDirectories(folder);
            Files.writeString(trustedBefore(), Instant.now() + "\n");
        }
        Files.createDirectories(publicKeys());
        Files.createDirectories(folder.resolve("private"));
        Files.setPosixFilePermissions(folder.resolve("private"), PosixFilePermissions.fromString("rwx------"));
        for (String service : services) {
            make(service);
        }
        PasswordFileGenerator.kept(fingerprintKey());
    }

    /** The installation's key for the fingerprints that verify-service shows. */
    Path fingerprintKey() {
        return folder.resolve("private").resolve("fingerprint-key");
    }

    /** The public key is written first: without it, no service would accept what the private key signs. */
    private void make(String service) throws IOException {
        Path key = privateKey(service);
        if (!Files.exists(key)) {
            KeyPair pair = pair();
            Files.writeString(publicKeys().resolve(source(service) + ".pem"), pem("PUBLIC KEY", pair.getPublic()));
            PasswordFileGenerator.write(
                    key, pem("PRIVATE KEY", pair.getPrivate()).strip());
        }
    }

    /** The settings of a service for its keys. */
    Map<String, String> settings(String service) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("holdfast.signing.key-file", privateKey(service).toString());
        settings.put("holdfast.signing.public-keys", publicKeys().toString());
        if (Files.exists(trustedBefore())) {
            try {
                settings.put(
                        "holdfast.signing.trusted-before",
                        Files.readString(trustedBefore()).strip());
            } catch (IOException e) {
                throw new StackException("cannot read " + trustedBefore() + ": " + e.getMessage(), e);
            }
        }
        return settings;
    }

    private Path trustedBefore() {
        return folder.resolve("trusted-before");
    }

    /** The source of the scheduler's events is {@code /holdfast/scheduler}. */
    private static String source(String service) {
        return service.equals("scheduler-service") ? "scheduler" : service;
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END "
                + label
                + "-----\n";
    }
}
