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
 * A network between a client and a server of this host, with the faults that networks have. It passes everything until it is
 * told otherwise; a new fault is felt by connections that are open already.
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

    /** @param target a port of loopback */
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

    /** As if nothing were in between. */
    public void pass() {
        become(new NetworkFault.None());
    }

    /** Nobody listens any more, and open connections are reset. */
    public void refuse() {
        become(new NetworkFault.Refused());
    }

    /** Every connection, new ones also, is reset after so many bytes, of both directions together. */
    public void cutAfter(long bytes) {
        become(new NetworkFault.Cut(bytes, false));
    }

    /** The first connection that has passed so many bytes is reset; then everything passes. */
    public void cutOnceAfter(long bytes) {
        become(new NetworkFault.Cut(bytes, true));
    }

    /** Connections are made and stay open, and not a byte passes. */
    public void stall() {
        become(new NetworkFault.Stalled());
    }

    /** Each piece that is passed waits for so long. */
    public void delay(Duration each) {
        become(new NetworkFault.Delayed(each));
    }

    /** Connections that are open now. */
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

    /** The port is given up when the thread that accepts has ended, not when the socket is closed under it. */
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
                // Closed while it waited, or the client has gone: the loop's condition tells.
                continue;
            }
        }
    }

    @Override
    public void close() {
        refuse();
    }
}
