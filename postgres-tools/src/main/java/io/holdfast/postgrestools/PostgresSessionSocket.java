package io.holdfast.postgrestools;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A socket to one address, or to a Unix socket. {@link #close} waits until the server has closed its side, which PostgreSQL does at the end
 * of the session's process. After that, the session no longer counts toward a limit of the server, the database or the role.
 */
final class PostgresSessionSocket extends Socket {

    /** An idle session ends within milliseconds. A busy session can take longer, and {@link #close} does not wait for it. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final Optional<InetAddress> address;
    private final ReentrantLock reading = new ReentrantLock();
    private boolean isSplitting;
    private @Nullable InputStream splitter;

    private PostgresSessionSocket(InetAddress address) {
        this.address = Optional.of(address);
    }

    private PostgresSessionSocket(UnixSocket unix) throws SocketException {
        super(unix);
        this.address = Optional.empty();
    }

    static PostgresSessionSocket to(InetAddress address) {
        return new PostgresSessionSocket(address);
    }

    /** @param file path of a Unix socket file */
    static PostgresSessionSocket to(String file) throws IOException {
        return new PostgresSessionSocket(new UnixSocket(file));
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        SocketAddress chosen = address.isPresent() && endpoint instanceof InetSocketAddress named
                ? new InetSocketAddress(address.get(), named.getPort())
                : endpoint;
        super.connect(chosen, timeout);
    }

    /**
     * Enables reading long rows of a COPY in pieces. After the start of TLS, the data in this socket are encrypted, and
     * {@link LongRowTlsSocket} divides the decrypted data.
     */
    PostgresSessionSocket splitLongRows() {
        isSplitting = true;
        return this;
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (!isSplitting) {
            return guarded();
        }
        if (splitter == null) {
            splitter = new CopyDataMessageSplitter(guarded());
        }
        return splitter;
    }

    private InputStream guarded() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                reading.lock();
                try {
                    return super.read();
                } finally {
                    reading.unlock();
                }
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                reading.lock();
                try {
                    return super.read(bytes, from, length);
                } finally {
                    reading.unlock();
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        // If another thread is reading, the caller closes the socket to abort the session.
        if (isConnected() && !isClosed() && reading.tryLock()) {
            try {
                awaitEnd();
            } finally {
                reading.unlock();
            }
        }
        super.close();
    }

    private void awaitEnd() {
        long end = System.nanoTime() + PATIENCE;
        byte[] rest = new byte[8192];
        try {
            shutdownOutput();
            InputStream in = super.getInputStream();
            int read = 0;
            for (long left = PATIENCE; read >= 0 && left > 0; left = end - System.nanoTime()) {
                setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                read = in.read(rest);
            }
        } catch (IOException e) {
            // The connection broke, or the server is slow: the socket is closed anyway.
            return;
        }
    }
}
