package io.holdfast.postgrestools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Creates the driver's sockets; the driver instantiates this class by its name. The sockets connect to the address that was chosen for the
 * session. The driver itself would only try the first address of a name, and does not support Unix sockets.
 */
public class PostgresSocketFactory extends SocketFactory {

    private final String place;

    /** @param place an address, or the path of a Unix socket file */
    public PostgresSocketFactory(String place) {
        this.place = place;
    }

    /** The constructor's argument. */
    static String place(ServerEndpoint chosen) {
        return chosen.numeric().orElseGet(chosen::socketFile);
    }

    @Override
    public Socket createSocket() throws IOException {
        return session();
    }

    PostgresSessionSocket session() throws IOException {
        // The text is an address, so this does not resolve a name.
        return place.startsWith("/")
                ? PostgresSessionSocket.to(place)
                : PostgresSessionSocket.to(InetAddress.getByName(place));
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the driver connects its sockets itself");
    }
}
