package io.holdfast.localstack.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** Docker, or another engine with Docker's API. */
final class ContainerEngine {

    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: localhost\r\n\r\n";

    private ContainerEngine() {}

    /** Whether an engine answers at {@code DOCKER_HOST} or, if that is not set, at one of Docker's default sockets. */
    static boolean answers() {
        String host = System.getenv("DOCKER_HOST");
        return (host == null ? usualHosts() : Stream.of(host)).anyMatch(ContainerEngine::answersAt);
    }

    private static Stream<String> usualHosts() {
        String home = System.getProperty("user.home");
        String session = Objects.requireNonNullElse(System.getenv("XDG_RUNTIME_DIR"), "/run");
        return Stream.of(
                "unix:///var/run/docker.sock",
                "unix://" + session + "/docker.sock",
                "unix://" + home + "/.docker/run/docker.sock",
                "unix://" + home + "/.docker/desktop/docker.sock");
    }

    private static boolean answersAt(String host) {
        try (SocketChannel channel = SocketChannel.open(address(URI.create(host)))) {
            channel.write(StandardCharsets.US_ASCII.encode(PING));
            ByteBuffer status = ByteBuffer.allocate("HTTP/1.0 200".length());
            int read = 0;
            while (status.hasRemaining() && read >= 0) {
                read = channel.read(status);
            }
            return new String(status.array(), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException | IllegalArgumentException e) {
            // The socket does not exist, or the address is invalid.
            return false;
        }
    }

    private static SocketAddress address(URI host) {
        return "unix".equals(host.getScheme())
                ? UnixDomainSocketAddress.of(host.getPath())
                : new InetSocketAddress(host.getHost(), host.getPort());
    }
}
