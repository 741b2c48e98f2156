package io.holdfast.events.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses Ed25519 keys in PEM, in the format of {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout}. */
final class Ed25519PemParser {

    static final String ED25519 = "Ed25519";

    private static final int LARGEST = 64 * 1024;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");

    private Ed25519PemParser() {}

    /** @throws UnusableSigningKeyException if the file does not contain such a key */
    static PrivateKey privateKey(Path file) {
        byte[] der = block(file, "PRIVATE KEY");
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new UnusableSigningKeyException(file + " does not contain an Ed25519 private key", e);
        }
    }

    /** @throws UnusableSigningKeyException if the file does not contain such a key */
    static PublicKey publicKey(Path file) {
        byte[] der = block(file, "PUBLIC KEY");
        try {
            return factory().generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new UnusableSigningKeyException(file + " does not contain an Ed25519 public key", e);
        }
    }

    private static byte[] block(Path file, String label) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnusableSigningKeyException(file + " is too large for a key", null);
            }
            // Text around the block, such as a byte order mark, is ignored.
            Matcher blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (blocks.find()) {
                if (blocks.group(1).equals(label)) {
                    return Base64.getMimeDecoder().decode(blocks.group(2));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableSigningKeyException(file + " cannot be read", e);
        }
        throw new UnusableSigningKeyException(file + " has no block '" + label + "'", null);
    }

    private static KeyFactory factory() {
        try {
            return KeyFactory.getInstance(ED25519);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime since 15 supports Ed25519", e);
        }
    }
}
