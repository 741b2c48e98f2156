package io.holdfast.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a shell command. */
final class ShellCommand {

    private ShellCommand() {}

    static String run(Map<String, String> environment, String command) throws Exception {
        return run(environment, List.of("sh", "-c", command));
    }

    static String run(String... command) throws Exception {
        return run(Map.of(), List.of(command));
    }

    private static String run(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " exited with status " + process.exitValue());
        }
        return printed;
    }
}
