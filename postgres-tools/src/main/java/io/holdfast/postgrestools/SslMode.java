package io.holdfast.postgrestools;

import java.util.Locale;

/** libpq's {@code sslmode}: the required level of protection of a connection. */
public enum SslMode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    /** The server's certificate must be signed by a trusted authority. */
    VERIFY_CA,
    /** The certificate must also match the host name. Only this mode prevents man-in-the-middle attacks. */
    VERIFY_FULL;

    /** The value in libpq and the driver. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
