package io.holdfast.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that the local stack has started, possibly from another JVM. It is identified by its id and by a marker in
 * its command line that no other process has, so that a process id that the kernel has reused is never signaled.
 */
final class ManagedProcess {

    private final ProcessHandle handle;

    private ManagedProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    static ManagedProcess of(Process process) {
        return new ManagedProcess(process.toHandle());
    }

    /**
     * The process whose id is in the file, if it is alive and its command line has the marker. Otherwise any process
     * with the marker, because its starter may have been killed before it wrote the file.
     */
    static Optional<ManagedProcess> recordedOrMarked(Path pidFile, String mark) {
        return recorded(pidFile, mark).or(() -> marked(mark).stream().findFirst());
    }

    private static Optional<ManagedProcess> recorded(Path pidFile, String mark) {
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            return ProcessHandle.of(pid)
                    .filter(handle -> commandLine(pid).contains(mark))
                    .map(ManagedProcess::new)
                    .filter(ManagedProcess::isAlive);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StackException("cannot read " + pidFile + ": " + e.getMessage(), e);
        }
    }

    /** All living processes whose command line has the marker. */
    static List<ManagedProcess> marked(String mark) {
        return ProcessHandle.allProcesses()
                .filter(handle -> commandLine(handle.pid()).contains(mark))
                .map(ManagedProcess::new)
                .filter(ManagedProcess::isAlive)
                .toList();
    }

    ManagedProcess record(Path pidFile) {
        try {
            Files.writeString(pidFile, handle.pid() + "\n");
            return this;
        } catch (IOException e) {
            throw new StackException("cannot write " + pidFile + ": " + e.getMessage(), e);
        }
    }

    long pid() {
        return handle.pid();
    }

    /** A process that has ended but has not been waited for (state Z) is not alive. */
    boolean isAlive() {
        return handle.isAlive() && !isZombie(handle.pid());
    }

    List<ManagedProcess> children() {
        return handle.children().map(ManagedProcess::new).toList();
    }

    /** @param signal its name, such as {@code INT} */
    void signal(String signal) {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new StackException("cannot signal process " + pid() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has ended within the time. */
    boolean awaitEnd(Duration atMost) {
        return ConditionPoller.until(() -> !isAlive(), atMost);
    }

    /** Sends the signal, waits, and then kills the process. */
    void stop(String signal, Duration grace) {
        signal(signal);
        if (!awaitEnd(grace)) {
            kill9();
        }
    }

    void kill9() {
        signal("KILL");
        awaitEnd(Duration.ofSeconds(10));
    }

    private static String commandLine(long pid) {
        try {
            return new String(
                            Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Dead, but not yet reaped by its parent. The first thread alone may be dead for some time while others are still
     * ending and keep the process' ports open (proc(5)).
     */
    private static boolean isZombie(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1) && threads.count() <= 1;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
