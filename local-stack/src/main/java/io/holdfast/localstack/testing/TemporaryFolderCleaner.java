package io.holdfast.localstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes temporary folders. */
public final class TemporaryFolderCleaner {

    private TemporaryFolderCleaner() {}

    /** Leaves a folder of another user, or one that another process is deleting. */
    public static void deleteIfPossible(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(TemporaryFolderCleaner.class.getName())
                    .log(System.Logger.Level.DEBUG, "not deleted: " + folder, e);
        }
    }
}
