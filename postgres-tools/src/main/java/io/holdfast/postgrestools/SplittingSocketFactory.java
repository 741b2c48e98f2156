package io.holdfast.postgrestools;

import java.io.IOException;
import java.net.Socket;

/** As {@link ServerSockets}, for a session whose driver reads long rows of a COPY in pieces. */
public final class SplittingSocketFactory extends ServerSockets {

    /** @param place an address, or the file of a Unix socket */
    public SplittingSocketFactory(String place) {
        super(place);
    }

    @Override
    public Socket createSocket() throws IOException {
        return session().splitLongRows();
    }
}
