package io.holdfast.notify.subscribing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An external program and its output. */
final class Program implements AutoCloseable {

    private final Process process;
    private final Path said;

    private Program(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    static Program start(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path said = Files.createTempFile(folder, "said", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(new File(said + ".err"))
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            return new Program(builder.start(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the program exits successfully within two minutes. */
    static boolean works(Path folder, String... command) {
        try (Program program = start(folder, Map.of(), List.of(command))) {
            return program.process.waitFor(100, TimeUnit.SECONDS) && program.process.exitValue() == 0;
        } catch (UncheckedIOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    List<String> lines() {
        try {
            return Files.readAllLines(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the error output, for failing tests. */
    String complaints() {
        try {
            return Files.readString(Path.of(said + ".err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Stops the program with SIGTERM, and kills it after ten seconds. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
