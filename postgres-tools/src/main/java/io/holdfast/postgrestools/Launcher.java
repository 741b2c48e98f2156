package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Starts programs, with an environment of their own and tied to the life of this JVM. */
final class Launcher {

    private static final Duration QUICK = Duration.ofSeconds(10);
    private static final List<String> INHERITED = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "LD_LIBRARY_PATH",
            "KRB5_CONFIG",
            "KRB5CCNAME",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");

    // The kernel sends the parent-death signal when the *thread* that started the program ends, so all start from one
    // that never does.
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().daemon().name("program-starter").unstarted(work));

    private Launcher() {}

    /** @throws IOException when the program cannot be started at all */
    static RunningProgram start(List<String> command, Map<String, String> variables, Optional<Secret> secret)
            throws IOException {
        RunningProgram program = startFed(command, variables, secret);
        program.input().close();
        return program;
    }

    /** As {@link #start}, for a program that reads its stdin; the caller writes and closes it. */
    static RunningProgram startFed(List<String> command, Map<String, String> variables, Optional<Secret> secret)
            throws IOException {
        return startFed(command, variables, secret, line -> {});
    }

    /** @param listener hears what the program says while all is well */
    static RunningProgram startFed(
            List<String> command, Map<String, String> variables, Optional<Secret> secret, Consumer<String> listener)
            throws IOException {
        List<String> tied = new ArrayList<>(DeathBond.prefix());
        tied.addAll(command);
        Process process = startOnLastingThread(builder(tied, variables));
        return new RunningProgram(process, StderrDrain.of(process, listener), new Redaction(secret));
    }

    /** All that a quick program prints to stdout; empty when it fails, hangs or does not exist. */
    static Optional<String> printed(List<String> command) {
        try (RunningProgram program = start(command, Map.of(), Optional.empty())) {
            byte[] bytes = program.output().readNBytes(4096);
            return program.await(QUICK)
                    .filter(Ended::succeeded)
                    .map(ended -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static ProcessBuilder builder(List<String> command, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        // English messages, so that they can be told apart. The server's own messages stay in the server's language.
        environment.put("LC_ALL", "C");
        environment.putAll(variables);
        return builder;
    }

    private static Process startOnLastingThread(ProcessBuilder builder) throws IOException {
        try {
            return STARTER.submit(builder::start).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(
                        "Cannot start " + builder.command().getFirst() + ": " + cause.getMessage(), cause);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "Interrupted while starting " + builder.command().getFirst(), e);
        }
    }
}
