package io.holdfast.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.events.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The file {@code .holdfast-destination}. It distinguishes a destination's directory from the empty mount point of a file system that is
 * not mounted.
 */
final class DestinationMarker {

    static final String FILE_NAME = ".holdfast-destination";

    private DestinationMarker() {}

    static boolean isIn(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE_NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the directory contains only what a new file system contains. */
    static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> file.endsWith("lost+found"));
        }
    }

    static void write(DurableFileSystem disk, Path directory, String destination) throws IOException {
        disk.write(directory.resolve(FILE_NAME), text(destination).getBytes(StandardCharsets.UTF_8));
        disk.syncDirectory(directory);
    }

    private static String text(String destination) throws JsonProcessingException {
        return Json.mapper().writeValueAsString(Map.of("version", 1, "destination", destination)) + "\n";
    }
}
