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

/** A client's key in PEM: libpq reads every kind, PostgreSQL's driver PKCS#8 alone, and wants to be told the algorithm. */
final class PrivateKeyFile {

    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    /** Group or others may do anything with it. */
    private static final int OPEN = 077;

    /** Root's own file: its group may read it. */
    private static final int OPEN_OF_ROOT = 037;

    private PrivateKeyFile() {}

    /** By the name of the file the driver knows that it is PEM. */
    static boolean isWellNamed(Path file) {
        return file.toString().endsWith(".key") || file.toString().endsWith(".pem");
    }

    /** @throws TlsRefusedException if it cannot be read, is open to others, or is no key in PKCS#8 */
    static String algorithm(Path file) throws TlsRefusedException {
        if (isOpenToOthers(file)) {
            throw new TlsRefusedException(
                    "The client's key " + file + " may be read by others, and then libpq does not use it.",
                    "Give it mode 0600; or, owned by root, 0640 and this service's group, as a Kubernetes Secret has it"
                            + " with defaultMode 0440 and fsGroup.");
        }
        PKCS8EncodedKeySpec key = read(file);
        for (String algorithm : ALGORITHMS) {
            if (isKeyOf(algorithm, key)) {
                return algorithm;
            }
        }
        throw new TlsRefusedException("The client's key " + file + " is of no known kind.", "Use RSA, EC or Ed25519.");
    }

    /** libpq's rule, which the driver does not know: what JDBC takes, pg_dump must take a moment later. Links are followed. */
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
                "Check ssl-key, and that this service's user may read it.");
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
            throw new IllegalStateException("every JDK knows " + algorithm, e);
        }
    }
}
