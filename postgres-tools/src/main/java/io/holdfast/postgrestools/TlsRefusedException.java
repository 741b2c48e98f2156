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
 * The connection was not made because it could not be secured as configured. Waiting does not help, and the password was not
 * even asked for. The message is ours, with a hint.
 */
public final class TlsRefusedException extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    /** {@code connection_failure}. */
    private static final String FAILED = "08006";

    /** The driver's code where the server offers no TLS, and where it requires a password and there is none. */
    private static final String REJECTED = "08004";

    private static final Set<SslMode> REQUIRED = EnumSet.of(SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

    static final String HINT =
            "Check ssl-mode, ssl-root-certificate, ssl-certificate and ssl-key against what the server offers and"
                    + " wants.";

    private final String problem;
    private final String hint;

    TlsRefusedException(String problem, String hint) {
        super(problem + " " + hint, "08001");
        this.problem = problem;
        this.hint = hint;
    }

    /** What happened, without the hint. */
    public String problem() {
        return problem;
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }

    /**
     * What a failure to connect says of TLS; empty where it is about something else. The driver's messages depend on this JVM's language,
     * so the types of its exceptions and its SQLSTATEs decide.
     */
    static Optional<TlsRefusedException> in(SQLException failure, DatabaseConnection to) {
        if (has(failure, CertPathBuilderException.class) || has(failure, CertPathValidatorException.class)) {
            return refused(failure, "The server's certificate is signed by nobody who is trusted");
        }
        if (has(failure, FileNotFoundException.class) || has(failure, NoSuchFileException.class)) {
            return refused(failure, "A file of certificates cannot be read");
        }
        if (has(failure, SSLException.class) || has(failure, GeneralSecurityException.class)) {
            return refused(failure, "The connection could not be secured as configured");
        }
        Optional<SslMode> mode = to.tls().mode();
        String state = String.valueOf(failure.getSQLState());
        // Before the session is there, only the driver's TLS layer gives this code for anything but input and output.
        if (FAILED.equals(state)
                && mode.filter(SslMode.DISABLE::equals).isEmpty()
                && !has(failure, IOException.class)) {
            boolean named = mode.filter(SslMode.VERIFY_FULL::equals).isPresent() && failure.getCause() == null;
            return refused(
                    failure,
                    named
                            ? "The server's certificate is not made out to '" + to.host() + "'"
                            : "The connection could not be secured as configured");
        }
        if (REJECTED.equals(state) && mode.filter(REQUIRED::contains).isPresent()) {
            return refused(
                    failure,
                    to.password().isPresent()
                            ? "The server does not offer TLS, and ssl-mode requires it"
                            : "The server does not offer TLS, which ssl-mode requires, or it requires a password and"
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
