package io.holdfast.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs as a user would. */
public final class Shell {

    private static final long MINUTES = 15;

    private Shell() {}

    /** @param out standard output and standard error together, as on a terminal */
    public record Result(int exitCode, String out) {

        /** The output of a program that must have succeeded. */
        public String ok() {
            if (exitCode != 0) {
                throw new AssertionError("ended with " + exitCode + ":\n" + out);
            }
            return out;
        }
    }

    /** Runs a shell command in the folder. */
    public static Result run(Path folder, Map<String, String> environment, String line) {
        return program(folder, environment, "", List.of("/bin/sh", "-c", line));
    }

    public static Result program(Path folder, Map<String, String> environment, String input, List<String> command) {
        try {
            Path out = Files.createTempFile("holdfast-e2e", ".out");
            Path in = Files.writeString(Files.createTempFile("holdfast-e2e", ".in"), input);
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end; its output:\n" + Files.readString(out));
            }
            Result result = new Result(process.exitValue(), Files.readString(out));
            Files.delete(out);
            Files.delete(in);
            return result;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
