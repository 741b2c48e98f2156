package io.holdfast.localstack.testing;

import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.LocalS3Server;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.S3MockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder of this JVM's test servers. A system property contains its path, because Quarkus loads test resources with
 * several class loaders, and each would have its own static fields.
 */
final class TestServersFolder {

    private static final String PROPERTY = "holdfast.ground.folder";
    private static final String PREFIX = "holdfast-ground-";

    /**
     * One lock for all class loaders, because equal constants are one object in a JVM. No other code uses it. Locking
     * the system properties instead would cause a deadlock with a process whose start logs and thereby sets a property.
     */
    private static final Object LOCK = "io.holdfast.localstack.testing.TestServersFolder.LOCK".intern();

    private final Path path;

    private TestServersFolder(Path path) {
        this.path = path;
    }

    static TestServersFolder ofThisJvm() {
        synchronized (LOCK) {
            String known = System.getProperty(PROPERTY);
            if (known != null) {
                return new TestServersFolder(Path.of(known));
            }
            TestServersFolder folder = create();
            System.setProperty(PROPERTY, folder.path.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(folder::delete, "holdfast-ground-end"));
            return folder;
        }
    }

    Path path() {
        return path;
    }

    KafkaBroker kafka() {
        synchronized (LOCK) {
            return KafkaBroker.start(path.resolve("kafka"));
        }
    }

    PostgresServer postgres() {
        synchronized (LOCK) {
            return PostgresServer.start(path.resolve("postgres"));
        }
    }

    LocalS3Server storage() {
        synchronized (LOCK) {
            return LocalS3Server.start(path.resolve("storage"));
        }
    }

    S3MockServer versionedStorage() {
        synchronized (LOCK) {
            return S3MockServer.start(path.resolve("versioned-storage"));
        }
    }

    Path backups() {
        try {
            return Files.createDirectories(path.resolve("backups"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The password of all roles; it protects nothing. */
    String password() {
        return "ground";
    }

    private static TestServersFolder create() {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            removeLeftBehind(parent);
            Path path = Files.createTempDirectory(
                    parent, PREFIX + ProcessHandle.current().pid() + "-");
            path.toFile().setExecutable(true, false);
            return new TestServersFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel ends the processes of a killed test JVM. The next test JVM deletes its files. */
    private static void removeLeftBehind(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                    .filter(folder -> !ownerLives(folder))
                    .forEach(TemporaryFolderCleaner::deleteIfPossible);
        }
    }

    private static boolean ownerLives(Path folder) {
        String pid = folder.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    private void delete() {
        KafkaBroker.running(path.resolve("kafka")).ifPresent(KafkaBroker::kill);
        LocalS3Server.running(path.resolve("storage")).ifPresent(LocalS3Server::kill);
        S3MockServer.end(path.resolve("versioned-storage"));
        try (Stream<Path> parts = Files.list(path)) {
            parts.filter(part -> part.getFileName().toString().startsWith("postgres"))
                    .forEach(part -> PostgresServer.running(part).ifPresent(PostgresServer::destroy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TemporaryFolderCleaner.deleteIfPossible(path);
    }
}
