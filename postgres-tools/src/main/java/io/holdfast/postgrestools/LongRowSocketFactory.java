package io.holdfast.postgrestools;

import java.io.IOException;
import java.net.Socket;

/** Like {@link PostgresSocketFactory}, for a session whose driver reads long rows of a COPY in pieces. */
public final class LongRowSocketFactory extends PostgresSocketFactory {

    /** @param place an address, or the path of a Unix socket file */
    public LongRowSocketFactory(String place) {
        super(place);
    }

    @Override
    public Socket createSocket() throws IOException {
        return session().splitLongRows();
    }
}
