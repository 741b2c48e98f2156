package io.holdfast.localstack.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A proxy in front of a server that knows only some start-up parameters, as PgBouncer does: {@code options} is not one
 * of them.
 */
public final class OptionsRejectingPooler implements AutoCloseable {

    /** How it handles a client with {@code options}. */
    public enum Behaviour {
        /** PgBouncer's default. */
        REFUSES,
        /** PgBouncer with {@code ignore_startup_parameters = options}. */
        IGNORES
    }

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final Behaviour behaviour;
    private final String unknown;
    private final int server;
    private final ServerSocket listening;

    public OptionsRejectingPooler(Behaviour behaviour, int server) {
        this(behaviour, "options", server);
    }

    private OptionsRejectingPooler(Behaviour behaviour, String unknown, int server) {
        this.behaviour = behaviour;
        this.unknown = unknown + '\0';
        this.server = server;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A pooler that also rejects another parameter, which the driver always sends. */
    public static OptionsRejectingPooler refusing(String parameter, int server) {
        return new OptionsRejectingPooler(Behaviour.REFUSES, parameter, server);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed while it waited; the loop's condition detects it.
                continue;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server)) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            byte[] startUp = startUp(in, out);
            String parameters = new String(startUp, 4, startUp.length - 4, StandardCharsets.UTF_8);
            if (behaviour == Behaviour.REFUSES && parameters.contains(unknown)) {
                refuse(out);
                return;
            }
            byte[] kept = parameters.replaceFirst("options\0[^\0]*\0", "").getBytes(StandardCharsets.UTF_8);
            DataOutputStream to = new DataOutputStream(there.getOutputStream());
            to.writeInt(kept.length + 8);
            to.write(startUp, 0, 4);
            to.write(kept);
            to.flush();
            Thread back = Thread.ofVirtual().start(() -> copy(there, client));
            copy(client, there);
            back.join();
        } catch (IOException e) {
            // One side has closed its connection; both are closed here.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The protocol version and the parameters. Requests for encryption are declined before. */
    private static byte[] startUp(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] message = in.readNBytes(in.readInt() - 4);
            int code = java.nio.ByteBuffer.wrap(message).getInt();
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                return message;
            }
            out.write('N');
            out.flush();
        }
    }

    private static void refuse(DataOutputStream out) throws IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.write("SFATAL\0C08P01\0Munsupported startup parameter: options\0\0".getBytes(StandardCharsets.UTF_8));
        out.write('E');
        out.writeInt(fields.size() + 4);
        fields.writeTo(out);
        out.flush();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // The other direction ends, too, when its side is closed.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
