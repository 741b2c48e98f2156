package io.holdfast.store.age;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The public program, which none of us wrote. */
final class AgeProgram {

    private AgeProgram() {}

    /** A new pair of keys in a file; gives the public one. */
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
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
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

    /** As the house does it. */
    static byte[] sealed(byte[] plain, String... recipients) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream stream = Encryption.to(new Recipients(List.of(recipients)), file)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    static byte[] opened(Decrypting decrypting) throws IOException {
        if (decrypting instanceof Decrypting.Opened opened) {
            try (InputStream plain = opened.plain()) {
                return plain.readAllBytes();
            }
        }
        throw new AssertionError(decrypting);
    }
}
