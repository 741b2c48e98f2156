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
 * An S3-compatible storage in a JVM of its own, on loopback. It checks signatures and checksums, and stores objects as
 * files. It has no versions, no locks and no lifecycle.
 */
public final class LocalS3Server implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Path home;
    private final ProcessLifetime lifetime;
    private final S3ServerFolder files;
    private ManagedProcess process;

    private LocalS3Server(Path home, ProcessLifetime lifetime, S3ServerFolder files, ManagedProcess process) {
        this.home = home;
        this.lifetime = lifetime;
        this.files = files;
        this.process = process;
    }

    /** Starts a storage that ends with this JVM at the latest. */
    public static LocalS3Server start(Path home) {
        return start(home, ProcessLifetime.BOUND);
    }

    /** Starts a storage with keys that are generated at its first start and kept. */
    public static LocalS3Server start(Path home, ProcessLifetime lifetime) {
        return start(home, Optional.empty(), lifetime);
    }

    /**
     * Starts a storage on the data below {@code home}, creates the data if it does not exist, and waits until the
     * storage is ready. It uses its former port if that is free. If it is already running, it is used as it is, with
     * its keys.
     *
     * @throws StackException if it is not ready within two minutes
     */
    public static LocalS3Server start(Path home, String accessKey, String secretKey, ProcessLifetime lifetime) {
        return start(home, Optional.of(new BucketAccessKeys(accessKey, secretKey)), lifetime);
    }

    private static LocalS3Server start(Path home, Optional<BucketAccessKeys> keys, ProcessLifetime lifetime) {
        Path folder = home.toAbsolutePath().normalize();
        return running(folder, lifetime).orElseGet(() -> {
            S3ServerFolder files = S3ServerFolder.prepare(folder, keys);
            return new LocalS3Server(folder, lifetime, files, launch(folder, files, lifetime));
        });
    }

    /**
     * The running storage on the data below {@code home}, whichever process started it. After a restart through this
     * object, it ends with this JVM.
     */
    public static Optional<LocalS3Server> running(Path home) {
        return running(home.toAbsolutePath().normalize(), ProcessLifetime.BOUND);
    }

    private static Optional<LocalS3Server> running(Path home, ProcessLifetime lifetime) {
        return S3ServerLauncher.running(home)
                .flatMap(process ->
                        S3ServerFolder.existing(home).map(files -> new LocalS3Server(home, lifetime, files, process)));
    }

    /** The endpoint for clients, which must use path-style access. */
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

    /**
     * Creates an empty bucket, unless it exists. Only its owner may read it: the server would give a readable one to
     * every client.
     */
    public void createBucket(String name) {
        try {
            Files.createDirectories(
                    files.data().resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new StackException("cannot create the bucket " + name + ": " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The server's complete output. */
    public Path log() {
        return S3ServerLauncher.logFile(home);
    }

    /** Stops it in an orderly way, as in a planned restart. */
    public void stop() {
        process.stop("TERM", STOP);
    }

    /** {@code kill -9}, as in a power failure. */
    public void kill() {
        process.kill9();
    }

    /** Stops it if it is running, and starts it on the same port, data and keys. */
    public void restart() {
        stop();
        process = launch(home, files, lifetime);
    }

    @Override
    public void close() {
        stop();
    }

    private static ManagedProcess launch(Path home, S3ServerFolder files, ProcessLifetime lifetime) {
        List<String> options = List.of("--properties", files.properties().toString());
        return S3ServerLauncher.launch(home, "s3proxy", options, files.port(), lifetime);
    }
}
