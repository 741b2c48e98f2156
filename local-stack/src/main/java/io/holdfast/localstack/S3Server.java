package io.holdfast.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An S3-compatible storage in a JVM of its own, on loopback. It checks signatures and checksums, and keeps objects as files;
 * it has no versions, no locks and no lifecycle.
 */
public final class S3Server implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Path home;
    private final ProcessLifetime lifetime;
    private final BucketFiles files;
    private ManagedProcess process;

    private S3Server(Path home, ProcessLifetime lifetime, BucketFiles files, ManagedProcess process) {
        this.home = home;
        this.lifetime = lifetime;
        this.files = files;
        this.process = process;
    }

    /** A storage that ends with this JVM at the latest. */
    public static S3Server start(Path home) {
        return start(home, ProcessLifetime.BOUND);
    }

    /** As below, with keys that are made when it is first started, and kept. */
    public static S3Server start(Path home, ProcessLifetime lifetime) {
        return start(home, Optional.empty(), lifetime);
    }

    /**
     * Starts a storage on the data below {@code home}, made if there is none yet, and waits until it serves. It takes its
     * former port again where that is still free. One that already runs there is taken as it is, with the keys it has.
     *
     * @throws StackException if it does not come up within two minutes
     */
    public static S3Server start(Path home, String accessKey, String secretKey, ProcessLifetime lifetime) {
        return start(home, Optional.of(new BucketAccessKeys(accessKey, secretKey)), lifetime);
    }

    private static S3Server start(Path home, Optional<BucketAccessKeys> keys, ProcessLifetime lifetime) {
        Path folder = home.toAbsolutePath().normalize();
        return running(folder, lifetime).orElseGet(() -> {
            BucketFiles files = BucketFiles.prepare(folder, keys);
            return new S3Server(folder, lifetime, files, launch(folder, files, lifetime));
        });
    }

    /** The storage that runs on the data below {@code home}, whoever started it; restarted by us, it ends with us. */
    public static Optional<S3Server> running(Path home) {
        return running(home.toAbsolutePath().normalize(), ProcessLifetime.BOUND);
    }

    private static Optional<S3Server> running(Path home, ProcessLifetime lifetime) {
        return BucketProcess.running(home)
                .flatMap(process ->
                        BucketFiles.existing(home).map(files -> new S3Server(home, lifetime, files, process)));
    }

    /** For clients, which have to put the bucket into the path. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + files.port());
    }

    public int port() {
        return files.port();
    }

    public String accessKey() {
        return files.keys().accessKey();
    }

    public String secretKey() {
        return files.keys().secretKey();
    }

    /** Makes an empty bucket, unless it is there. For the owner alone: what others could read, the server gives to anybody. */
    public void createBucket(String name) {
        try {
            Files.createDirectories(
                    files.data().resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new StackException("cannot make the bucket " + name + ": " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has said. */
    public Path log() {
        return BucketProcess.logFile(home);
    }

    /** Orderly, as at a planned restart. */
    public void stop() {
        process.stop("TERM", STOP);
    }

    /** {@code kill -9}, as at a power cut. */
    public void kill() {
        process.kill9();
    }

    /** Stops it if it still runs, and starts it on the same port, data and keys. */
    public void restart() {
        stop();
        process = launch(home, files, lifetime);
    }

    @Override
    public void close() {
        stop();
    }

    private static ManagedProcess launch(Path home, BucketFiles files, ProcessLifetime lifetime) {
        List<String> options = List.of("--properties", files.properties().toString());
        return BucketProcess.launch(home, "s3proxy", options, files.port(), lifetime);
    }
}
