package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A client's key in PEM: libpq reads every kind, PostgreSQL's driver PKCS#8 alone, and wants to be told the algorithm. */
final class PrivateKeyFile {

    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private PrivateKeyFile() {}

    /** By the name of the file the driver knows that it is PEM. */
    static boolean isWellNamed(Path file) {
        return file.toString().endsWith(".key") || file.toString().endsWith(".pem");
    }

    /** @throws TlsRefused if it cannot be read, or is no key in PKCS#8 */
    static String algorithm(Path file) throws TlsRefused {
        PKCS8EncodedKeySpec key = read(file);
        for (String algorithm : ALGORITHMS) {
            if (isKeyOf(algorithm, key)) {
                return algorithm;
            }
        }
        throw new TlsRefused("The client's key " + file + " is of no known kind.", "Use RSA, EC or Ed25519.");
    }

    private static PKCS8EncodedKeySpec read(Path file) throws TlsRefused {
        try {
            if (!Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS)) {
                throw new TlsRefused(
                        "Everybody may read the client's key " + file + ", and no client takes it then.",
                        "chmod 600, or 640 where root owns it.");
            }
            List<String> lines = Files.readAllLines(file);
            int begin = lines.indexOf("-----BEGIN PRIVATE KEY-----");
            int end = lines.indexOf("-----END PRIVATE KEY-----");
            if (begin < 0 || end < begin) {
                throw new TlsRefused(
                        "The client's key " + file + " is not in PKCS#8 (BEGIN PRIVATE KEY).",
                        "Convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW.");
            }
            return new PKCS8EncodedKeySpec(Base64.getDecoder()
                    .decode(lines.subList(begin + 1, end).stream()
                            .map(String::strip)
                            .collect(Collectors.joining())));
        } catch (IOException | IllegalArgumentException e) {
            throw new TlsRefused(
                    "The client's key " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ").",
                    "Check ssl-key, and that this service's user may read it.");
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
