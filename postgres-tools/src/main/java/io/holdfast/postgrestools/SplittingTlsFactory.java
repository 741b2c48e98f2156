package io.holdfast.postgrestools;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/** As {@link SplittingSocketFactory}, for encrypted connections, with the certificates that the driver reads by default. */
public final class SplittingTlsFactory extends LibPQFactory {

    /** @param settings of the connection, from the driver */
    public SplittingTlsFactory(Properties settings) throws PSQLException {
        super(settings);
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return new SplittingTlsSocket((SSLSocket) super.createSocket(socket, host, port, autoClose));
    }
}
