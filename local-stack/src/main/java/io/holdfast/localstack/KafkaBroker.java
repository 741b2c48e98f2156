package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Kafka broker in a JVM of its own, on loopback. It is one node that is its own controller, without authentication,
 * unless a {@link SecuredBroker} or a {@link KafkaCluster} has started it.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final String STARTED = "Kafka Server started";

    private final Path home;
    private final ProcessLifetime lifetime;
    private final KafkaBrokerFolder files;
    private final List<String> jvmArguments;
    private ManagedProcess process;

    private KafkaBroker(
            Path home,
            ProcessLifetime lifetime,
            KafkaBrokerFolder files,
            List<String> jvmArguments,
            ManagedProcess process) {
        this.home = home;
        this.lifetime = lifetime;
        this.files = files;
        this.jvmArguments = jvmArguments;
        this.process = process;
    }

    /** Starts a broker that ends with this JVM at the latest. */
    public static KafkaBroker start(Path home) {
        return start(home, ProcessLifetime.BOUND);
    }

    /**
     * Starts a broker on the data below {@code home}, creates the data if it does not exist, and waits until the broker
     * is ready. The broker uses its former port if that is free. If the broker is already running, it is used as it is.
     *
     * @throws StackException if the broker is not ready within three minutes
     */
    public static KafkaBroker start(Path home, ProcessLifetime lifetime) {
        Path folder = home.toAbsolutePath().normalize();
        return running(folder, lifetime).orElseGet(() -> start(KafkaBrokerFolder.prepare(folder), lifetime));
    }

    /**
     * Starts a broker that ends with this JVM at the latest, with additional JVM arguments for this and each later
     * start.
     */
    public static KafkaBroker start(Path home, List<String> jvmArguments) {
        return start(KafkaBrokerFolder.prepare(home.toAbsolutePath().normalize()), ProcessLifetime.BOUND, jvmArguments);
    }

    static KafkaBroker start(KafkaBrokerFolder files, ProcessLifetime lifetime) {
        return start(files, lifetime, List.of());
    }

    private static KafkaBroker start(KafkaBrokerFolder files, ProcessLifetime lifetime, List<String> jvmArguments) {
        return new KafkaBroker(
                files.home(), lifetime, files, jvmArguments, launch(files.home(), files, lifetime, jvmArguments));
    }

    /**
     * The running broker on the data below {@code home}, whichever process started it. After a restart through this
     * object, it ends with this JVM.
     */
    public static Optional<KafkaBroker> running(Path home) {
        return running(home.toAbsolutePath().normalize(), ProcessLifetime.BOUND);
    }

    private static Optional<KafkaBroker> running(Path home, ProcessLifetime lifetime) {
        return ManagedProcess.recordedOrMarked(pidFile(home), mark(home) + " ")
                .flatMap(process -> KafkaBrokerFolder.existing(home)
                        .map(files -> new KafkaBroker(home, lifetime, files, List.of(), process)));
    }

    /** The value for clients' {@code bootstrap.servers}. */
    public String bootstrap() {
        return "127.0.0.1:" + files.port();
    }

    /** The broker's log directory ({@code log.dirs}). */
    public Path data() {
        return files.data();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The broker's complete output. */
    public Path log() {
        return logFile(home);
    }

    /** Stops it in an orderly way, as in a planned restart. */
    public void stop() {
        process.stop("TERM", STOP);
    }

    /** {@code kill -9}, as in a power failure. */
    public void kill() {
        process.kill9();
    }

    /** Stops it if it is running, and starts it on the same port and data. */
    public void restart() {
        stop();
        process = launch(home, files, lifetime, jvmArguments);
    }

    @Override
    public void close() {
        stop();
    }

    private static ManagedProcess launch(
            Path home, KafkaBrokerFolder files, ProcessLifetime lifetime, List<String> jvmArguments) {
        ProcessLogReader log = ProcessLogReader.fromHere(logFile(home));
        if (!files.isFormatted()) {
            format(home, files, log);
        }
        ManagedProcess process = ManagedProcess.of(BackgroundProcessLauncher.start(
                        OsUser.OURSELVES,
                        java(
                                home,
                                jvmArguments,
                                "kafka.Kafka",
                                files.properties().toString()),
                        ProcessEnvironment.plain(),
                        home,
                        log.path(),
                        lifetime))
                .record(pidFile(home));
        boolean settled = ConditionPoller.until(() -> log.contains(STARTED) || !process.isAlive(), START);
        if (!settled || !process.isAlive()) {
            process.kill9();
            throw new StackException("the Kafka broker did not start; its log, " + log.path() + ", ends with\n  "
                    + log.tail() + "\nHint: check for a full disk or a port conflict, then try again.");
        }
        return process;
    }

    private static void format(Path home, KafkaBrokerFolder files, ProcessLogReader log) {
        List<String> command = java(
                home,
                List.of(),
                "kafka.tools.StorageTool",
                "format",
                "-t",
                files.clusterId(),
                "-c",
                files.properties().toString());
        ManagedProcess format = ManagedProcess.of(BackgroundProcessLauncher.start(
                OsUser.OURSELVES, command, ProcessEnvironment.plain(), home, log.path(), ProcessLifetime.BOUND));
        if (!format.awaitEnd(START) || !files.isFormatted()) {
            format.kill9();
            throw new StackException("cannot format the broker's storage; " + log.path() + " ends with\n  " + log.tail()
                    + "\nHint: check the free disk space below " + home + ".");
        }
    }

    private static List<String> java(Path home, List<String> jvmArguments, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms32m",
                "-Xmx128m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                mark(home),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                // Logs denied operations of a broker with ACLs.
                "-Dorg.slf4j.simpleLogger.log.kafka.authorizer.logger=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX"));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", SourceCheckoutLocator.find().brokerJars() + "/*", main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String mark(Path home) {
        return "-Dholdfast.broker=" + home;
    }

    private static Path pidFile(Path home) {
        return home.resolve("broker.pid");
    }

    private static Path logFile(Path home) {
        try {
            return Files.createDirectories(home).resolve("broker.log");
        } catch (IOException e) {
            throw new StackException("cannot create " + home + ": " + e.getMessage(), e);
        }
    }
}
