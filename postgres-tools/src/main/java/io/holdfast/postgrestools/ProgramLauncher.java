package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Starts programs with a minimal environment. The programs end with this JVM. */
final class ProgramLauncher {

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

    // The kernel sends the parent-death signal when the *thread* that started the program ends. So a single thread that
    // never ends starts
    // all programs.
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().daemon().name("program-starter").unstarted(work));

    static {
        AbandonedFolderCleaner.delete();
    }

    private ProgramLauncher() {}

    /**
     * Starts a program that does not connect to a server.
     *
     * @throws IOException if it cannot be started
     */
    static RunningProgram start(List<String> command, Map<String, String> variables) throws IOException {
        RunningProgram program = startFed(command, variables);
        program.input().close();
        return program;
    }

    /** Like {@link #start(List, Map)}, for a program that reads its stdin; the caller writes to it and closes it. */
    static RunningProgram startFed(List<String> command, Map<String, String> variables) throws IOException {
        return run(command, variables, new SecretRedaction(Optional.empty()), line -> {}, () -> {});
    }

    /**
     * Starts one of PostgreSQL's programs that connects to a server.
     *
     * @throws IOException if it cannot be started
     */
    static RunningProgram start(List<String> command, DatabaseConnection to) throws IOException {
        RunningProgram program = startFed(command, to, to.environment(), line -> {});
        program.input().close();
        return program;
    }

    /**
     * Like {@link #start(List, DatabaseConnection)}, for a program that reads its stdin; the caller writes to it and closes it.
     *
     * @param variables of its session, and others; they override those of the connection
     * @param listener receives the progress lines of the program
     */
    static RunningProgram startFed(
            List<String> command, DatabaseConnection to, Map<String, String> variables, Consumer<String> listener)
            throws IOException {
        LibpqConnectionFiles files = LibpqConnectionFiles.write(to);
        try {
            Map<String, String> all = new HashMap<>(files.variables());
            all.putAll(variables);
            return run(command, all, new SecretRedaction(to.password()), listener, files::close);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** @param afterwards runs when the program has ended, possibly more than once */
    private static RunningProgram run(
            List<String> command,
            Map<String, String> variables,
            SecretRedaction redaction,
            Consumer<String> listener,
            Runnable afterwards)
            throws IOException {
        checkThatAllArrives(command, variables);
        List<String> tied = new ArrayList<>(ParentDeathSignal.prefix());
        tied.addAll(command);
        Process process = startOnLastingThread(builder(tied, variables));
        return new RunningProgram(process, StderrReader.of(process, listener), redaction, afterwards);
    }

    /** Java would write {@code ?}, and the program would use another file or database. */
    private static void checkThatAllArrives(List<String> command, Map<String, String> variables) throws IOException {
        Stream<String> variablesThatDoNot = variables.entrySet().stream()
                .filter(variable -> !ProgramArgumentEncodingCheck.arrives(variable.getValue()))
                .map(variable -> "the variable " + variable.getKey());
        Stream<String> argumentsThatDoNot = IntStream.range(1, command.size())
                .filter(index -> !ProgramArgumentEncodingCheck.arrives(command.get(index)))
                .mapToObj(index -> "argument " + index);
        Optional<String> lost =
                Stream.concat(variablesThatDoNot, argumentsThatDoNot).findFirst();
        if (lost.isPresent()) {
            throw new IOException("Cannot start " + command.getFirst() + ": " + lost.get()
                    + " contains characters that the locale of this JVM (" + ProgramArgumentEncodingCheck.charset()
                    + ") cannot represent. Start the JVM with LC_ALL=C.UTF-8, or use ASCII names.");
        }
    }

    /** The complete stdout of a short program; empty if it fails, hangs or does not exist. */
    static Optional<String> printed(List<String> command) {
        try (RunningProgram program = start(command, Map.of())) {
            byte[] bytes = program.output().readNBytes(4096);
            return program.await(QUICK)
                    .filter(ProgramExitResult::succeeded)
                    .map(exitResult -> new String(bytes, StandardCharsets.UTF_8));
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
        // English messages, so that they can be recognized. The server's own messages keep the server's language.
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
