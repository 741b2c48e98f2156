package io.holdfast.postgrestools;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * No connection was made, because it could not be secured as configured. A retry does not help. The server did not request the password.
 * The message is Holdfast's own, with a hint.
 */
public final class TlsRefusedException extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    /** {@code connection_failure}. */
    private static final String FAILED = "08006";

    /** The driver's code if the server does not offer TLS, and also if it requires a password and none is configured. */
    private static final String REJECTED = "08004";

    private static final Set<SslMode> REQUIRED = EnumSet.of(SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

    static final String HINT =
            "Check ssl-mode, ssl-root-certificate, ssl-certificate and ssl-key against the TLS settings of the"
                    + " server.";

    private final String problem;
    private final String hint;

    TlsRefusedException(String problem, String hint) {
        super(problem + " " + hint, "08001");
        this.problem = problem;
        this.hint = hint;
    }

    /** The problem, without the hint. */
    public String problem() {
        return problem;
    }

    /** The hint: how to solve the problem. */
    public String hint() {
        return hint;
    }

    /**
     * Finds the TLS problem of a failure to connect; empty for other problems. The driver's messages depend on this JVM's language, so
     * exception types and SQLSTATEs decide.
     */
    static Optional<TlsRefusedException> in(SQLException failure, DatabaseConnection to) {
        if (has(failure, CertPathBuilderException.class) || has(failure, CertPathValidatorException.class)) {
            return refused(failure, "The server's certificate is not signed by a trusted authority");
        }
        if (has(failure, FileNotFoundException.class) || has(failure, NoSuchFileException.class)) {
            return refused(failure, "A certificate file cannot be read");
        }
        if (has(failure, SSLException.class) || has(failure, GeneralSecurityException.class)) {
            return refused(failure, "The connection could not be secured with the configured TLS settings");
        }
        Optional<SslMode> mode = to.tls().mode();
        String state = String.valueOf(failure.getSQLState());
        // Before the session is open, only the driver's TLS layer reports this code for errors other than I/O.
        if (FAILED.equals(state)
                && mode.filter(SslMode.DISABLE::equals).isEmpty()
                && !has(failure, IOException.class)) {
            boolean named = mode.filter(SslMode.VERIFY_FULL::equals).isPresent() && failure.getCause() == null;
            return refused(
                    failure,
                    named
                            ? "The server's certificate does not match the host name '" + to.host() + "'"
                            : "The connection could not be secured with the configured TLS settings");
        }
        if (REJECTED.equals(state) && mode.filter(REQUIRED::contains).isPresent()) {
            return refused(
                    failure,
                    to.password().isPresent()
                            ? "The server does not offer TLS, but ssl-mode requires it"
                            : "The server does not offer TLS, but ssl-mode requires it; or the server requires a password, but"
                                    + " none is configured");
        }
        return Optional.empty();
    }

    private static Optional<TlsRefusedException> refused(SQLException cause, String what) {
        TlsRefusedException refused = new TlsRefusedException(what + ".", HINT);
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
