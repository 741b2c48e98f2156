package io.holdfast.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Another S3-compatible storage in a JVM of its own, on loopback: it has versions, locks (which it keeps and does not enforce)
 * and lifecycle rules, and takes any key. For tests.
 */
public final class S3Mock implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(10);

    private final int port;
    private final ManagedProcess process;

    private S3Mock(int port, ManagedProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * An empty storage that ends with this JVM at the latest.
     *
     * @throws StackException if it does not come up within two minutes
     */
    public static S3Mock start(Path home) {
        Path folder = home.toAbsolutePath().normalize();
        int port = FreePort.any();
        List<String> options = List.of(
                "--server.address=127.0.0.1",
                "--http.port=" + port,
                "--server.port=" + FreePort.any(),
                "--com.adobe.testing.s3mock.store.root=" + data(folder),
                "--com.adobe.testing.s3mock.max-payload-size=100MB",
                "--logging.level.root=warn");
        return new S3Mock(port, BucketProcess.launch(folder, "s3mock", options, port, ProcessLifetime.BOUND));
    }

    private static Path data(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("data"));
        } catch (IOException e) {
            throw new StackException("cannot make " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Ends the one that was started there, if it still runs. */
    public static void end(Path home) {
        BucketProcess.running(home.toAbsolutePath().normalize()).ifPresent(ManagedProcess::kill9);
    }

    /** For clients, which have to put the bucket into the path. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.stop("TERM", STOP);
    }
}
