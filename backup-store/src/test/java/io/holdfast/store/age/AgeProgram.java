package io.holdfast.store.age;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs {@code age} and {@code age-keygen}, for interoperability tests. */
final class AgeProgram {

    private AgeProgram() {}

    /** Writes a new key pair; returns the public key. */
    static String keygen(Path file) {
        run(List.of("age-keygen", "-o", file.toString()), new byte[0]);
        return new String(run(List.of("age-keygen", "-y", file.toString()), new byte[0]), StandardCharsets.US_ASCII)
                .strip();
    }

    static byte[] encrypt(byte[] plain, String... recipients) {
        List<String> command = new ArrayList<>(List.of("age"));
        for (String recipient : recipients) {
            command.addAll(List.of("-r", recipient));
        }
        return run(command, plain);
    }

    static byte[] decrypt(Path identity, byte[] file) {
        return run(List.of("age", "-d", "-i", identity.toString()), file);
    }

    private static byte[] run(List<String> command, byte[] input) {
        try {
            Path fed = Files.createTempFile("age", ".in");
            Files.write(fed, input);
            Process process = new ProcessBuilder(command)
                    .redirectInput(fed.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] output = process.getInputStream().readAllBytes();
            Files.delete(fed);
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed");
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
