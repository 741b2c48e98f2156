package io.holdfast.notify.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver that sends arbitrary bytes, including invalid HTTP. */
final class RawReceiver implements AutoCloseable {

    /** Handles a connection after the complete request was read. */
    interface Temper {
        void answer(OutputStream out, Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final Temper temper;
    private final AtomicInteger requests = new AtomicInteger();

    RawReceiver(Temper temper) {
        this.temper = temper;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::take);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
    }

    int requests() {
        return requests.get();
    }

    private void take() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            read(connection.getInputStream());
            requests.incrementAndGet();
            temper.answer(connection.getOutputStream(), connection);
        } catch (IOException e) {
            // The sender closed the connection.
            return;
        }
    }

    private static void read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.append((char) next);
        }
        int at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length:");
        String length = head.substring(at + 15, head.indexOf("\r\n", at)).strip();
        in.readNBytes(Integer.parseInt(length));
    }

    /** Sends this text, and closes the connection. */
    static Temper says(String text) {
        return (out, connection) -> {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        };
    }

    /** Sends this text, and then nothing until the sender closes the connection. */
    static Temper saysAndWaits(String text) {
        return (out, connection) -> {
            says(text).answer(out, connection);
            connection.getInputStream().read();
        };
    }

    /** Sends the first text, and then repeats the second one until the sender closes the connection. */
    static Temper saysWithoutEnd(String text, String again) {
        return (out, connection) -> {
            says(text).answer(out, connection);
            byte[] bytes = again.repeat(1 + 8192 / again.length()).getBytes(StandardCharsets.ISO_8859_1);
            while (true) {
                out.write(bytes);
            }
        };
    }

    /** Sends this text, and resets the connection. */
    static Temper saysAndResets(String text) {
        return (out, connection) -> {
            says(text).answer(out, connection);
            connection.setSoLinger(true, 0);
        };
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
