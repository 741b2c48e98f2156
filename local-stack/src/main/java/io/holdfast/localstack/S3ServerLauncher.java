package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts an S3 server that is a single jar, in a JVM of its own. */
final class S3ServerLauncher {

    private static final Duration START = Duration.ofMinutes(2);

    private S3ServerLauncher() {}

    static Optional<ManagedProcess> running(Path home) {
        return ManagedProcess.recordedOrMarked(pidFile(home), mark(home) + " ");
    }

    /**
     * @param server name of its jar, such as {@code s3proxy}
     * @param port on which it listens when it is ready
     */
    static ManagedProcess launch(Path home, String server, List<String> options, int port, ProcessLifetime lifetime) {
        ProcessLogReader log = ProcessLogReader.fromHere(logFile(home));
        ManagedProcess process = ManagedProcess.of(BackgroundProcessLauncher.start(
                        OsUser.OURSELVES,
                        java(home, server, options),
                        ProcessEnvironment.plain(),
                        home,
                        log.path(),
                        lifetime))
                .record(pidFile(home));
        boolean settled = ConditionPoller.until(() -> FreePort.isTaken(port) || !process.isAlive(), START);
        if (!settled || !process.isAlive()) {
            process.kill9();
            throw new StackException("the S3 server did not start; its log, " + log.path() + ", ends with\n  "
                    + log.tail() + "\nHint: check for a full disk or a port conflict, then try again.");
        }
        return process;
    }

    private static List<String> java(Path home, String server, List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms32m", "-Xmx256m"));
        command.addAll(JvmOptions.SMALL);
        command.addAll(List.of(
                mark(home),
                "-DLOG_LEVEL=warn",
                "-jar",
                SourceCheckoutLocator.find().bucketJar(server).toString()));
        command.addAll(options);
        return command;
    }

    private static String mark(Path home) {
        return "-Dholdfast.bucket=" + home;
    }

    private static Path pidFile(Path home) {
        return home.resolve("bucket.pid");
    }

    static Path logFile(Path home) {
        try {
            return Files.createDirectories(home).resolve("bucket.log");
        } catch (IOException e) {
            throw new StackException("cannot create " + home + ": " + e.getMessage(), e);
        }
    }
}
