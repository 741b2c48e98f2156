package io.holdfast.verify.storage;

import io.holdfast.verify.settings.VerifySettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The directory for temporary files of this process. They include decrypted backups, so only this user can read it. */
@ApplicationScoped
public class WorkFolder {

    private static final Logger LOG = Logger.getLogger(WorkFolder.class);
    private static final String PREFIX = "holdfast-verify-";
    private static final String FOR_US_ALONE = "rwx------";

    private final Path parent;
    private final long process = ProcessHandle.current().pid();

    @Inject
    WorkFolder(VerifySettings settings) {
        this(settings.verify().workFolder().orElse(Path.of(System.getProperty("java.io.tmpdir"))));
    }

    WorkFolder(Path parent) {
        this.parent = parent;
    }

    /** Deletes files left by a killed process of the same name on this host or in this container. */
    void atStartUp(@Observes StartupEvent event) {
        try (Stream<Path> folders = Files.isDirectory(parent) ? Files.list(parent) : Stream.empty()) {
            folders.filter(this::isLeftBehind).forEach(WorkFolder::delete);
        } catch (IOException e) {
            LOG.warnf("Cannot list the work folder %s: %s", parent, e.getMessage());
        }
    }

    private boolean isLeftBehind(Path folder) {
        String name = folder.getFileName().toString();
        String owner = name.startsWith(PREFIX) ? name.substring(PREFIX.length()).replaceAll("-.*", "") : "";
        return owner.matches("\\d{1,18}")
                && (Long.parseLong(owner) == process
                        || ProcessHandle.of(Long.parseLong(owner)).isEmpty());
    }

    /** Creates a directory that only this user can read. */
    public Path make(String purpose) {
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(
                    parent,
                    PREFIX + process + "-" + purpose + "-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOR_US_ALONE)));
        } catch (IOException e) {
            throw new UncheckedIOException("the work folder " + parent + " is not writable", e);
        }
    }

    /** Why the work folder cannot be used, or empty if it can. */
    public Optional<String> problem() {
        try {
            delete(make("doctor"));
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.of("the work folder " + parent + " is not writable");
        }
    }

    /** Deletes a directory with its contents as far as possible. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf("Cannot delete %s: %s", folder, e.getMessage());
        }
    }
}
