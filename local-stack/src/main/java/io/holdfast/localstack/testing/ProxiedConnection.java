package io.holdfast.localstack.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** One connection through a {@link TcpProxy}, with a thread for each direction. */
final class ProxiedConnection {

    private static final int PIECE = 16 << 10;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server;
    private NetworkFault counted;
    private long passed;

    ProxiedConnection(TcpProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.counted = proxy.fault();
    }

    void start() {
        Thread.ofVirtual().start(() -> pump(client, server));
        Thread.ofVirtual().start(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                int allowed = allowed(n);
                out.write(piece, 0, allowed);
                if (allowed < n) {
                    cut();
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            reset();
        }
    }

    /** How many of these bytes may pass. The answer may take a while. */
    private synchronized int allowed(int bytes) throws InterruptedException {
        while (proxy.fault() instanceof NetworkFault.Stalled) {
            wait();
        }
        return switch (proxy.fault()) {
            case NetworkFault.None none -> bytes;
            case NetworkFault.Refused refused -> 0;
            case NetworkFault.Stalled stalled -> 0;
            case NetworkFault.Delayed delayed -> {
                await(delayed.each());
                yield bytes;
            }
            case NetworkFault.Cut cut -> {
                passed = counted == cut ? passed : 0;
                counted = cut;
                int allowed = (int) Math.min(bytes, Math.max(0, cut.afterBytes() - passed));
                passed += allowed;
                yield allowed;
            }
        };
    }

    private void await(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    private void cut() {
        if (proxy.fault() instanceof NetworkFault.Cut cut && cut.isOnce()) {
            proxy.pass();
        }
        reset();
    }

    synchronized void faultChanged() {
        notifyAll();
    }

    /** Resets both connections at once, as if a router reported a broken cable. */
    void reset() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It is already closed.
                continue;
            }
        }
        proxy.closed(this);
    }
}
