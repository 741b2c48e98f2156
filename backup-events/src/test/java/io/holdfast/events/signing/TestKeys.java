package io.holdfast.events.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys in the format of {@code openssl}, in one folder. */
public final class TestKeys {

    private final Path folder;

    public TestKeys(Path folder) {
        this.folder = folder;
    }

    public Path publicKeys() {
        return folder.resolve("public");
    }

    public Path privateKey(String service) {
        return folder.resolve(service + ".key.pem");
    }

    /** Adds a key of a service; its private half is used from now on. */
    public TestKeys with(String service, String name) {
        KeyPair pair = pair();
        write(privateKey(service), "PRIVATE KEY", pair.getPrivate().getEncoded());
        write(
                publicKeys().resolve(service + "." + name + ".pem"),
                "PUBLIC KEY",
                pair.getPublic().getEncoded());
        return this;
    }

    /** The first key of a service; creates it if necessary. */
    public TestKeys with(String service) {
        return Files.exists(privateKey(service)) ? this : with(service, "1");
    }

    public ServiceSigningKey key(String service) {
        return ServiceSigningKey.read(privateKey(service), service, ServicePublicKeys.in(publicKeys()));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String label, byte[] der) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END "
                            + label + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
