package io.holdfast.cli.stack;

import io.holdfast.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The path of the last settings file of a stack, stored in its folder. {@code up} without {@code --config} uses this file again. */
final class LastUsedConfigFile {

    private LastUsedConfigFile() {}

    static Optional<Path> of(LocalStackFolders home) {
        try {
            return Files.exists(note(home))
                    ? Optional.of(Path.of(Files.readString(note(home)).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new StackException("cannot read " + note(home) + ": " + e.getMessage(), e);
        }
    }

    static void remember(LocalStackFolders home, Path file) {
        try {
            Files.createDirectories(home.path());
            Files.writeString(note(home), file + "\n");
        } catch (IOException e) {
            throw new StackException("cannot write " + note(home) + ": " + e.getMessage(), e);
        }
    }

    static void forget(LocalStackFolders home) {
        try {
            Files.deleteIfExists(note(home));
        } catch (IOException e) {
            throw new StackException("cannot remove " + note(home) + ": " + e.getMessage(), e);
        }
    }

    private static Path note(LocalStackFolders home) {
        return home.path().resolve("config-file");
    }
}
