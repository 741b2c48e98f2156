package io.holdfast.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout. */
final class Checkout {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path OPERATIONS = ROOT.resolve("docs/operations.md");
    static final Path ALERTS = ROOT.resolve("deploy/prometheus/alerts.yml");
    static final String WRITE = "mvn -q -pl docs test -Dholdfast.documents=write";

    private Checkout() {}

    /** Folders of modules with production code. */
    static List<Path> modules() {
        return list(ROOT).stream()
                .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                .toList();
    }

    static Path module(String name) {
        return ROOT.resolve(name);
    }

    /** Production code of a module. */
    static List<Path> sources(Path module) {
        return walk(module.resolve("src/main/java")).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** Test code of all modules, without the {@code target} folders, which other builds may be writing. */
    static List<Path> tests() {
        return list(ROOT).stream()
                .map(module -> module.resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(folder -> walk(folder).stream())
                .toList();
    }

    /** All Markdown documents. */
    static List<Path> pages() {
        Stream<Path> top = list(ROOT).stream();
        Stream<Path> docs = walk(ROOT.resolve("docs")).stream();
        Stream<Path> modules = modules().stream().flatMap(module -> list(module).stream());
        return Stream.of(top, docs, modules)
                .flatMap(files -> files)
                .filter(file -> file.toString().endsWith(".md"))
                .sorted()
                .toList();
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
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !file.toString().contains("/node_modules/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
