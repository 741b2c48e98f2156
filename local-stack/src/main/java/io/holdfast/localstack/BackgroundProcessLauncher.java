package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts processes in a separate session, so that Ctrl-C in the terminal does not reach them directly. If they are
 * {@link ProcessLifetime#BOUND}, the kernel kills them when this JVM ends.
 */
final class BackgroundProcessLauncher {

    private static final boolean HAS_SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));
    private static final boolean HAS_SETPRIV = Files.isExecutable(Path.of("/usr/bin/setpriv"));

    /**
     * The kernel watches the death of the <em>thread</em> that started the child (prctl PR_SET_PDEATHSIG). Therefore
     * one thread that lives as long as this JVM starts all of them.
     */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "holdfast-process-starter");
        thread.setDaemon(true);
        return thread;
    });

    private BackgroundProcessLauncher() {}

    /**
     * @param as the user to run as; only root may use another user
     * @param command must contain no secrets, because every user can read it
     * @param environment the complete environment; variables of this process could change the program's behavior
     *     unnoticed
     * @param log receives standard output and standard error, appended
     */
    static Process start(
            OsUser as,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Path log,
            ProcessLifetime lifetime) {
        List<String> line = new ArrayList<>();
        if (HAS_SETSID) {
            line.add("/usr/bin/setsid");
        }
        line.addAll(bindings(as, lifetime));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return onStarterThread(builder);
    }

    private static List<String> bindings(OsUser as, ProcessLifetime lifetime) {
        if (!HAS_SETPRIV) {
            return as.prefix();
        }
        return switch (lifetime) {
            case BOUND -> {
                List<String> prefix = new ArrayList<>(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL"));
                List<String> drop = as.prefix();
                prefix.addAll(drop.isEmpty() ? List.of("--") : drop.subList(1, drop.size()));
                yield prefix;
            }
            case DETACHED -> as.prefix();
        };
    }

    private static Process onStarterThread(ProcessBuilder builder) {
        Future<Process> started = STARTER.submit(builder::start);
        try {
            return started.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while starting " + builder.command(), e);
        } catch (ExecutionException e) {
            String reason = e.getCause() instanceof IOException io ? io.getMessage() : String.valueOf(e.getCause());
            throw new StackException("cannot start " + builder.command().getFirst() + ": " + reason, e);
        }
    }
}
