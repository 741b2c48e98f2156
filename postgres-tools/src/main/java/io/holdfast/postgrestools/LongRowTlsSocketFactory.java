package io.holdfast.postgrestools;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/** Like {@link LongRowSocketFactory}, for encrypted connections, with the driver's default certificates. */
public final class LongRowTlsSocketFactory extends LibPQFactory {

    /** @param settings connection properties from the driver */
    public LongRowTlsSocketFactory(Properties settings) throws PSQLException {
        super(settings);
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return new LongRowTlsSocket((SSLSocket) super.createSocket(socket, host, port, autoClose));
    }
}
