package io.holdfast.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The container engine that runs Kubernetes documents. */
final class Podman {

    private Podman() {}

    /** Returns the standard output. */
    static String run(String... arguments) {
        Output output = tryTo(arguments);
        if (output.exitCode() != 0) {
            throw new AssertionError("podman " + String.join(" ", arguments) + ": " + output.text());
        }
        return output.text().strip();
    }

    record Output(int exitCode, String text) {}

    static Output tryTo(String... arguments) {
        List<String> command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(arguments));
        try {
            Process podman =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(podman.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!podman.waitFor(10, TimeUnit.MINUTES)) {
                podman.destroyForcibly();
            }
            return new Output(podman.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static boolean hasImage(String image) {
        return tryTo("image", "exists", image).exitCode() == 0;
    }
}
