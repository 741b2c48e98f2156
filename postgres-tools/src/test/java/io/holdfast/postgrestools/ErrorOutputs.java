package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Given: output of programs. */
final class ErrorOutputs {

    private ErrorOutputs() {}

    static ProgramExitResult exitResult(int exitCode, String stderr) {
        return new ProgramExitResult(
                exitCode, new ProgramErrorOutput(stderr, new SecretRedaction(Optional.of(Secret.of("hunter2")))));
    }

    static String resource(String name) {
        try (InputStream stream = ErrorOutputs.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("No test resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
