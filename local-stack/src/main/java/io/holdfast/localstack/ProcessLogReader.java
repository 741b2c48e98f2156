package io.holdfast.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the output of a process since a given position of its log file. */
final class ProcessLogReader {

    private static final int TAIL_LINES = 12;

    private final Path path;
    private final long start;

    private ProcessLogReader(Path path, long start) {
        this.path = path;
        this.start = start;
    }

    static ProcessLogReader fromHere(Path path) {
        return new ProcessLogReader(path, Files.exists(path) ? path.toFile().length() : 0);
    }

    static ProcessLogReader whole(Path path) {
        return new ProcessLogReader(path, 0);
    }

    boolean contains(String words) {
        return newText().contains(words);
    }

    /** The last lines, for an error message. */
    String tail() {
        var lines = newText().lines().toList();
        return String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    Path path() {
        return path;
    }

    private String newText() {
        try {
            byte[] all = Files.readAllBytes(path);
            int from = (int) Math.min(start, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
