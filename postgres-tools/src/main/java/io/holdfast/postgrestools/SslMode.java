package io.holdfast.postgrestools;

import java.util.Locale;

/** libpq's {@code sslmode}: how much is asked of the connection to a server. */
public enum SslMode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    /** The server's certificate must be signed by somebody who is trusted. */
    VERIFY_CA,
    /** And made out to the host's name: the one mode that keeps out whoever stands between. */
    VERIFY_FULL;

    /** As libpq and the driver write it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
