package io.holdfast.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Keys and files of the public {@code age} program. */
public final class Keys {

    private Keys() {}

    /** A pair of keys in a file, made unless it is there; gives the public one. */
    public static String made(Path file) {
        if (!Files.exists(file)) {
            run("age-keygen", "-o", file.toString());
        }
        return run("age-keygen", "-y", file.toString()).strip();
    }

    /** The file encrypted beside itself, as {@code <name>.age}. */
    public static Path encrypted(Path file, String recipient) {
        Path encrypted = file.resolveSibling(file.getFileName() + ".age");
        run("age", "-r", recipient, "-o", encrypted.toString(), file.toString());
        return encrypted;
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command[0] + " failed");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
