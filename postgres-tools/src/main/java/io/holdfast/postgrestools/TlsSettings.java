package io.holdfast.postgrestools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The TLS settings of a connection. For absent settings, libpq's and the driver's defaults apply.
 *
 * @param rootCertificate PEM file of trusted certificates, for {@link SslMode#VERIFY_CA} and {@link SslMode#VERIFY_FULL}
 * @param certificate PEM file with the client's own certificate
 * @param key PEM file (PKCS#8) with the key of that certificate
 */
public record TlsSettings(
        Optional<SslMode> mode, Optional<Path> rootCertificate, Optional<Path> certificate, Optional<Path> key) {

    static final TlsSettings DEFAULT =
            new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** libpq's variables. They contain no secret. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        parameters().forEach(parameter -> variables.put(parameter.variable(), parameter.value()));
        return variables;
    }

    /** libpq's parameters. They contain no secret. */
    List<LibpqParameter> parameters() {
        List<LibpqParameter> parameters = new ArrayList<>();
        mode.ifPresent(word -> parameters.add(LibpqParameter.ofServer("sslmode", "PGSSLMODE", word.value())));
        rootCertificate.ifPresent(
                file -> parameters.add(LibpqParameter.ofFile("sslrootcert", "PGSSLROOTCERT", file.toString())));
        certificate.ifPresent(file -> parameters.add(LibpqParameter.ofFile("sslcert", "PGSSLCERT", file.toString())));
        key.ifPresent(file -> parameters.add(LibpqParameter.ofFile("sslkey", "PGSSLKEY", file.toString())));
        return parameters;
    }
}
