package io.holdfast.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An S3-compatible storage in a JVM of its own, on loopback, for tests. It has versions, locks (stored but not
 * enforced) and lifecycle rules, and accepts any key.
 */
public final class S3MockServer implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(10);

    private final int port;
    private final ManagedProcess process;

    private S3MockServer(int port, ManagedProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts an empty storage that ends with this JVM at the latest.
     *
     * @throws StackException if it is not ready within two minutes
     */
    public static S3MockServer start(Path home) {
        Path folder = home.toAbsolutePath().normalize();
        int port = FreePort.any();
        List<String> options = List.of(
                "--server.address=127.0.0.1",
                "--http.port=" + port,
                "--server.port=" + FreePort.any(),
                "--com.adobe.testing.s3mock.store.root=" + data(folder),
                "--com.adobe.testing.s3mock.max-payload-size=100MB",
                "--logging.level.root=warn");
        return new S3MockServer(port, S3ServerLauncher.launch(folder, "s3mock", options, port, ProcessLifetime.BOUND));
    }

    private static Path data(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("data"));
        } catch (IOException e) {
            throw new StackException("cannot create " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Stops the storage that was started there, if it is running. */
    public static void end(Path home) {
        S3ServerLauncher.running(home.toAbsolutePath().normalize()).ifPresent(ManagedProcess::kill9);
    }

    /** The endpoint for clients, which must use path-style access. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.stop("TERM", STOP);
    }
}
