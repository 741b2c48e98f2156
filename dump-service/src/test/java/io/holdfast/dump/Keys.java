package io.holdfast.dump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Keys of the public {@code age} program, and what it makes of files. */
final class Keys {

    private Keys() {}

    /** A pair of keys in a file, made unless it is there; gives the public one. */
    static String made(Path file) {
        if (!Files.exists(file)) {
            run("age-keygen", "-o", file.toString());
        }
        return new String(run("age-keygen", "-y", file.toString()), StandardCharsets.US_ASCII).strip();
    }

    static byte[] decrypted(Path identity, Path file) {
        return run("age", "-d", "-i", identity.toString(), file.toString());
    }

    private static byte[] run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] output = process.getInputStream().readAllBytes();
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
