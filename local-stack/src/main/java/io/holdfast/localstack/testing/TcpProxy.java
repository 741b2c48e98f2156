package io.holdfast.localstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A network between a client and a server on this host, with network faults. By default, it forwards everything. A new
 * fault also affects open connections.
 */
public final class TcpProxy implements AutoCloseable {

    private final int target;
    private final int port;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private volatile NetworkFault fault = new NetworkFault.None();
    private volatile @Nullable ServerSocket server;
    private @Nullable Thread acceptor;

    private TcpProxy(int target) throws IOException {
        this.target = target;
        this.port = listen(0);
    }

    /** @param target a port on loopback */
    public static TcpProxy before(int target) {
        try {
            return new TcpProxy(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Removes all faults. */
    public void pass() {
        become(new NetworkFault.None());
    }

    /** Closes the listening port and resets open connections. */
    public void refuse() {
        become(new NetworkFault.Refused());
    }

    /** Resets every connection, old or new, after this number of bytes in both directions together. */
    public void cutAfter(long bytes) {
        become(new NetworkFault.Cut(bytes, false));
    }

    /** Resets the first connection that has transferred this number of bytes, and then forwards everything. */
    public void cutOnceAfter(long bytes) {
        become(new NetworkFault.Cut(bytes, true));
    }

    /** Accepts connections and keeps them open, but forwards no byte. */
    public void stall() {
        become(new NetworkFault.Stalled());
    }

    /** Delays each chunk by this time. */
    public void delay(Duration each) {
        become(new NetworkFault.Delayed(each));
    }

    /** Number of open connections. */
    public int connections() {
        return open.size();
    }

    NetworkFault fault() {
        return fault;
    }

    void closed(ProxiedConnection connection) {
        open.remove(connection);
    }

    private synchronized void become(NetworkFault next) {
        fault = next;
        try {
            ServerSocket listening = server;
            if (next instanceof NetworkFault.Refused) {
                if (listening != null) {
                    stopListening(listening);
                }
                open.forEach(ProxiedConnection::reset);
            } else if (listening == null) {
                listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(ProxiedConnection::faultChanged);
    }

    /** The port is released when the accepting thread has ended, not when the socket is closed in another thread. */
    private void stopListening(ServerSocket listening) throws IOException {
        listening.close();
        server = null;
        try {
            Objects.requireNonNull(acceptor).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int listen(int wanted) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        server = listening;
        acceptor = Thread.ofVirtual().name("tcp-proxy").start(() -> accept(listening));
        return listening.getLocalPort();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                try {
                    Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
                    ProxiedConnection connection = new ProxiedConnection(this, client, there);
                    open.add(connection);
                    connection.start();
                } catch (IOException e) {
                    client.close();
                }
            } catch (IOException e) {
                // Closed while it waited, or the client has closed the connection; the loop's condition detects it.
                continue;
            }
        }
    }

    @Override
    public void close() {
        refuse();
    }
}
