package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A private key and its certificate, in the layout of a user's Secret of Strimzi.
 *
 * @param folder contains {@code user.p12}, {@code user.password}, {@code user.crt} and {@code user.key}
 */
public record TlsCertificateFiles(Path folder) {

    static TlsCertificateFiles in(Path folder) {
        return new TlsCertificateFiles(folder.toAbsolutePath().normalize());
    }

    /** The PKCS12 store. */
    public Path store() {
        return folder.resolve("user.p12");
    }

    /** The certificate alone, in PEM. */
    public Path certificate() {
        return folder.resolve("user.crt");
    }

    /** The key alone, in PEM (PKCS#8), readable by its owner. */
    public Path key() {
        return folder.resolve("user.key");
    }

    /** The store's password, which its file contains. */
    public String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new StackException("cannot read " + passwordFile() + ": " + e.getMessage(), e);
        }
    }

    Path passwordFile() {
        return folder.resolve("user.password");
    }
}
