package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Adapts a Unix socket to {@link java.net.Socket} for the driver. The server sees the user that this JVM runs as. */
final class UnixSocket extends SocketImpl {

    private static final int LONGEST_PIECE = 64 * 1024;

    private final UnixDomainSocketAddress file;
    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private volatile int timeout;

    UnixSocket(String file) throws IOException {
        this.file = UnixDomainSocketAddress.of(file);
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        this.readable = Selector.open();
        this.writable = Selector.open();
    }

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void connect(SocketAddress ignored, int within) throws IOException {
        // On the same host, this returns immediately, unless the server's backlog is full.
        channel.connect(file);
        channel.configureBlocking(false);
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    @Override
    protected void connect(String host, int toPort) throws IOException {
        connect(file, 0);
    }

    @Override
    protected void connect(InetAddress host, int toPort) throws IOException {
        connect(file, 0);
    }

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return length == 0 ? 0 : UnixSocket.this.read(ByteBuffer.wrap(bytes, from, length));
            }
        };
    }

    private int read(ByteBuffer into) throws IOException {
        long end = System.nanoTime() + timeout * 1_000_000L;
        int read = channel.read(into);
        while (read == 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (timeout > 0 && left <= 0) {
                throw new SocketTimeoutException("Read timed out");
            }
            await(readable, timeout > 0 ? left : 0);
            read = channel.read(into);
        }
        return read;
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                for (int at = from; at < from + length; at += LONGEST_PIECE) {
                    ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(LONGEST_PIECE, from + length - at));
                    while (piece.hasRemaining()) {
                        if (channel.write(piece) == 0) {
                            await(writable, 0);
                        }
                    }
                }
            }
        };
    }

    /** @param millis time-out; unlimited if 0 */
    private static void await(Selector selector, long millis) throws IOException {
        try {
            selector.select(millis);
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
    }

    @Override
    protected void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    protected int available() {
        return 0;
    }

    /** Wakes up threads that read or write. */
    @Override
    protected void close() throws IOException {
        channel.close();
        readable.close();
        writable.close();
    }

    @Override
    public void setOption(int option, @Nullable Object value) {
        // All other options belong to TCP.
        if (option == SocketOptions.SO_TIMEOUT && value instanceof Integer millis) {
            timeout = millis;
        }
    }

    @Override
    public Object getOption(int option) throws SocketException {
        return switch (option) {
            case SocketOptions.SO_TIMEOUT -> timeout;
            case SocketOptions.SO_SNDBUF, SocketOptions.SO_RCVBUF -> buffer(option == SocketOptions.SO_SNDBUF);
            case SocketOptions.SO_LINGER -> -1;
            default -> Boolean.FALSE;
        };
    }

    private Integer buffer(boolean ofSending) throws SocketException {
        try {
            return channel.getOption(ofSending ? StandardSocketOptions.SO_SNDBUF : StandardSocketOptions.SO_RCVBUF);
        } catch (IOException e) {
            SocketException closed = new SocketException("Socket closed");
            closed.initCause(e);
            throw closed;
        }
    }

    @Override
    protected void bind(InetAddress host, int toPort) {
        throw onlyAClient();
    }

    @Override
    protected void listen(int backlog) {
        throw onlyAClient();
    }

    @Override
    protected void accept(SocketImpl socket) {
        throw onlyAClient();
    }

    @Override
    protected void sendUrgentData(int data) {
        throw onlyAClient();
    }

    private static UnsupportedOperationException onlyAClient() {
        return new UnsupportedOperationException("this socket only supports connecting to a server");
    }
}
