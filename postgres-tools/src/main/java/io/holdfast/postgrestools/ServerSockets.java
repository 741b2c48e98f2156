package io.holdfast.postgrestools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes the sockets of the driver, which instantiates it by its name. They lead to the one address that was chosen for a session: the
 * driver itself would try only the first address of a name, and knows no Unix sockets.
 */
public class ServerSockets extends SocketFactory {

    private final String place;

    /** @param place an address, or the file of a Unix socket */
    public ServerSockets(String place) {
        this.place = place;
    }

    /** What the constructor takes. */
    static String place(ServerEndpoint chosen) {
        return chosen.numeric().orElseGet(chosen::socketFile);
    }

    @Override
    public Socket createSocket() throws IOException {
        return session();
    }

    SessionSocket session() throws IOException {
        // An address is no name, so nothing is looked up.
        return place.startsWith("/") ? SessionSocket.to(place) : SessionSocket.to(InetAddress.getByName(place));
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
