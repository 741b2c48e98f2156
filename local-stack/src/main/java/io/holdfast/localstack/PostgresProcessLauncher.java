package io.holdfast.localstack;

import io.holdfast.localstack.PostgresServer.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts the process of a {@link PostgresServer}, with the settings on its command line. */
final class PostgresProcessLauncher {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(20);

    private PostgresProcessLauncher() {}

    /**
     * Starts it on its data and waits until it accepts connections.
     *
     * @throws StackException if it does not within three minutes
     */
    static ManagedProcess launch(
            PostgresClusterFolder files,
            Durability durability,
            ProcessLifetime lifetime,
            PostgresServerPrograms programs) {
        ProcessLogReader log = ProcessLogReader.fromHere(files.log());
        ManagedProcess process = ManagedProcess.of(BackgroundProcessLauncher.start(
                        files.user(),
                        command(files, durability, programs),
                        ProcessEnvironment.plain(),
                        files.folder(),
                        log.path(),
                        lifetime))
                .record(files.pidFile());
        boolean settled = ConditionPoller.until(() -> files.isReady(process.pid()) || !process.isAlive(), START);
        if (!settled || !process.isAlive()) {
            process.stop("QUIT", STOP);
            throw new StackException("PostgreSQL did not start; its log, " + log.path() + ", ends with\n  " + log.tail()
                    + "\nHint: check for a full disk or a port conflict, then try again.");
        }
        return process;
    }

    private static List<String> command(
            PostgresClusterFolder files, Durability durability, PostgresServerPrograms programs) {
        List<String> command = new ArrayList<>(List.of(
                programs.program("postgres").toString(), "-D", files.data().toString()));
        Map<String, String> settings = new TreeMap<>(settings(files, durability));
        settings.putAll(files.settings());
        settings.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return command;
    }

    private static Map<String, String> settings(PostgresClusterFolder files, Durability durability) {
        String wait = durability == Durability.FSYNC ? "on" : "off";
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(files.port())),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", wait),
                Map.entry("full_page_writes", wait),
                Map.entry("synchronous_commit", "on"),
                Map.entry("shared_buffers", "32MB"),
                Map.entry("max_connections", "200"),
                Map.entry("jit", "off"),
                Map.entry("TimeZone", "UTC"),
                Map.entry("log_timezone", "UTC"));
    }
}
