package io.holdfast.events.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code docs/events} of this checkout. */
final class Documents {

    static final Path FOLDER = Path.of("..", "docs", "events");
    static final Path EXAMPLES = FOLDER.resolve("examples");
    static final Path SCHEMAS = FOLDER.resolve("schemas");

    private Documents() {}

    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type that a file describes: its name without the suffix. */
    static String typeOf(Path file, String ending) {
        return file.getFileName().toString().replace(ending, "");
    }
}
