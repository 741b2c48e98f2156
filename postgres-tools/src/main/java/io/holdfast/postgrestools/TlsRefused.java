package io.holdfast.postgrestools;

import java.io.Serial;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The connection was not made because it could not be secured as configured. Waiting does not help, and the password was not
 * even asked for. The message is ours, with a hint.
 */
public final class TlsRefused extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String HINT =
            "Check ssl-mode, ssl-root-certificate, ssl-certificate and ssl-key against what the server offers and wants.";

    TlsRefused(String message, String hint) {
        super(message + " " + hint, "08001");
    }

    /** What a failure to connect says of TLS; empty where it is about something else. */
    static Optional<TlsRefused> in(SQLException failure, Connection to) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("hostnameverifier")) {
            return refused(failure, "The server's certificate is not made out to '" + to.host() + "'");
        }
        if (has(failure, java.security.cert.CertPathBuilderException.class)
                || has(failure, java.security.cert.CertPathValidatorException.class)) {
            return refused(failure, "The server's certificate is signed by nobody who is trusted");
        }
        if (has(failure, java.io.FileNotFoundException.class) || has(failure, NoSuchFileException.class)) {
            return refused(failure, "A file of certificates cannot be read");
        }
        boolean connecting = String.valueOf(failure.getSQLState()).startsWith("08");
        if (has(failure, SSLException.class)
                || has(failure, GeneralSecurityException.class)
                || said.contains("private key")
                || (connecting && said.contains("ssl"))) {
            return refused(failure, "The connection could not be secured as configured");
        }
        return Optional.empty();
    }

    private static Optional<TlsRefused> refused(SQLException cause, String what) {
        TlsRefused refused = new TlsRefused(what + ".", HINT);
        refused.initCause(cause);
        return Optional.of(refused);
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
