package io.holdfast.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with the expected output of a test. With {@code -Dholdfast.documents=write}, tests write these files. */
record GoldenFile(Path path) {

    static GoldenFile named(String name) {
        return new GoldenFile(Path.of("src/test/resources").resolve(name));
    }

    /** The expected output, which is the current output if the files are written. */
    String expected(String current) {
        try {
            if ("write".equals(System.getProperty("holdfast.documents"))) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, current);
            }
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
