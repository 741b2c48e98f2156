package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a client's private key in PEM. libpq reads every format; PostgreSQL's driver supports PKCS#8 only, and needs the algorithm's name. */
final class PrivateKeyFileReader {

    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    /** Permissions of group and others. */
    private static final int OPEN = 077;

    /** Forbidden permissions of a file owned by root: its group may read it. */
    private static final int OPEN_OF_ROOT = 037;

    private PrivateKeyFileReader() {}

    /** The driver recognizes PEM by the file's name. */
    static boolean isWellNamed(Path file) {
        return file.toString().endsWith(".key") || file.toString().endsWith(".pem");
    }

    /** @throws TlsRefusedException if the file cannot be read, is accessible to others, or is not a PKCS#8 key */
    static String algorithm(Path file) throws TlsRefusedException {
        if (isOpenToOthers(file)) {
            throw new TlsRefusedException(
                    "The client's key " + file + " is accessible to other users, so libpq refuses it.",
                    "Set its mode to 0600. If root owns it, set 0640 and this service's group, as in a Kubernetes Secret"
                            + " with defaultMode 0440 and fsGroup.");
        }
        PKCS8EncodedKeySpec key = read(file);
        for (String algorithm : ALGORITHMS) {
            if (isKeyOf(algorithm, key)) {
                return algorithm;
            }
        }
        throw new TlsRefusedException(
                "The client's key " + file + " has an unsupported algorithm.", "Use a key of RSA, EC or Ed25519.");
    }

    /** libpq's rule, which the driver does not apply: pg_dump must accept every key that JDBC accepts. Symbolic links are followed. */
    private static boolean isOpenToOthers(Path file) throws TlsRefusedException {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode");
            int owner = (Integer) Files.getAttribute(file, "unix:uid");
            return (mode & (owner == 0 ? OPEN_OF_ROOT : OPEN)) != 0;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static TlsRefusedException unreadable(Path file, Exception why) {
        return new TlsRefusedException(
                "The client's key " + file + " cannot be read ("
                        + why.getClass().getSimpleName() + ").",
                "Check ssl-key. This service's user must be able to read the file.");
    }

    private static PKCS8EncodedKeySpec read(Path file) throws TlsRefusedException {
        try {
            List<String> lines = Files.readAllLines(file);
            int begin = lines.indexOf("-----BEGIN PRIVATE KEY-----");
            int end = lines.indexOf("-----END PRIVATE KEY-----");
            if (begin < 0 || end < begin) {
                throw new TlsRefusedException(
                        "The client's key " + file + " is not in PKCS#8 (BEGIN PRIVATE KEY).",
                        "Convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW.");
            }
            return new PKCS8EncodedKeySpec(Base64.getDecoder()
                    .decode(lines.subList(begin + 1, end).stream()
                            .map(String::strip)
                            .collect(Collectors.joining())));
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean isKeyOf(String algorithm, PKCS8EncodedKeySpec key) {
        try {
            KeyFactory.getInstance(algorithm).generatePrivate(key);
            return true;
        } catch (InvalidKeySpecException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK supports " + algorithm, e);
        }
    }
}
