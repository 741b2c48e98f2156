package io.holdfast.postgrestools;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a connection is secured; what is absent is left to libpq's and the driver's own defaults.
 *
 * @param rootCertificate PEM file of trusted certificates, for {@link SslMode#VERIFY_CA} and {@link SslMode#VERIFY_FULL}
 * @param certificate PEM file with the client's own certificate
 * @param key PEM file (PKCS#8) with the key of that certificate
 */
public record Tls(
        Optional<SslMode> mode, Optional<Path> rootCertificate, Optional<Path> certificate, Optional<Path> key) {

    static final Tls DEFAULT = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** libpq's variables. None is a secret. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        mode.ifPresent(word -> variables.put("PGSSLMODE", word.word()));
        rootCertificate.ifPresent(file -> variables.put("PGSSLROOTCERT", file.toString()));
        certificate.ifPresent(file -> variables.put("PGSSLCERT", file.toString()));
        key.ifPresent(file -> variables.put("PGSSLKEY", file.toString()));
        return variables;
    }
}
