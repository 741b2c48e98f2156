package io.holdfast.notify.mail;

import io.holdfast.notify.sending.PermittedAddressResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates sockets that connect only to permitted addresses. The mail library requests an unconnected socket and connects it
 * by name. The socket resolves the name and connects to an address that was checked.
 */
final class PermittedAddressSocketFactory extends SocketFactory {

    private final PermittedAddressResolver addresses;

    PermittedAddressSocketFactory(PermittedAddressResolver addresses) {
        this.addresses = addresses;
    }

    @Override
    public Socket createSocket() {
        return new CheckedSocket(addresses);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private Socket connected(SocketAddress server, @Nullable SocketAddress local) throws IOException {
        Socket socket = createSocket();
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(server);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class CheckedSocket extends Socket {

        private final PermittedAddressResolver addresses;

        CheckedSocket(PermittedAddressResolver addresses) {
            this.addresses = addresses;
        }

        @Override
        public void connect(SocketAddress server) throws IOException {
            connect(server, 0);
        }

        /** Connects to the first permitted address. A socket cannot be used again after a failed attempt. */
        @Override
        public void connect(SocketAddress server, int timeout) throws IOException {
            InetSocketAddress named = (InetSocketAddress) server;
            super.connect(
                    new InetSocketAddress(addresses.of(named.getHostString()).get(0), named.getPort()), timeout);
        }
    }
}
