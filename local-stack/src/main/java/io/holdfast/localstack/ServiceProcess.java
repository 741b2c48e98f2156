package io.holdfast.localstack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A packaged service in a JVM of its own, on a free port on loopback. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int PROBE_MILLIS = 10_000;

    private static final List<String> HEAP =
            List.of("-Xms24m", "-Xmx96m", "-XX:ReservedCodeCacheSize=48m", "-XX:+ExitOnOutOfMemoryError");

    private final ServiceProcessFolder files;
    private final ProcessLifetime lifetime;
    private ManagedProcess process;
    private ProcessLogReader output;

    private ServiceProcess(
            ServiceProcessFolder files, ProcessLifetime lifetime, ManagedProcess process, ProcessLogReader output) {
        this.files = files;
        this.lifetime = lifetime;
        this.process = process;
        this.output = output;
    }

    /**
     * Starts the service and waits until it is ready. It uses its former port if that is free.
     *
     * @param service its module, such as {@code dump-service}, which must be packaged
     * @param home for its settings, log and process id
     * @param settings configuration properties, passed in a file that only its owner can read
     * @param jvmArguments added after the default ones, so that they override them
     * @throws StackException if it is not ready within ten minutes; it is then stopped
     */
    public static ServiceProcess start(
            String service,
            Path home,
            Map<String, String> settings,
            List<String> jvmArguments,
            ProcessLifetime lifetime) {
        ServiceProcess started = launch(service, home, settings, jvmArguments, lifetime);
        started.awaitReady();
        return started;
    }

    /** Like {@link #start}, but does not wait. */
    public static ServiceProcess launch(
            String service,
            Path home,
            Map<String, String> settings,
            List<String> jvmArguments,
            ProcessLifetime lifetime) {
        ServiceProcessFolder files =
                ServiceProcessFolder.prepare(service, home.toAbsolutePath().normalize(), settings, jvmArguments);
        ProcessLogReader output = ProcessLogReader.fromHere(files.log());
        return new ServiceProcess(files, lifetime, launch(files, lifetime), output);
    }

    /**
     * The service that runs from this home, whichever process started it. After a restart through this object, it ends
     * with this JVM.
     */
    public static Optional<ServiceProcess> running(String service, Path home) {
        return ServiceProcessFolder.existing(service, home.toAbsolutePath().normalize())
                .flatMap(files -> ManagedProcess.recordedOrMarked(files.pidFile(), files.mark() + " ")
                        .map(process -> new ServiceProcess(
                                files, ProcessLifetime.BOUND, process, ProcessLogReader.whole(files.log()))));
    }

    public String service() {
        return files.service();
    }

    /** Such as {@code http://127.0.0.1:20123}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + files.port());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The service's complete output. */
    public Path log() {
        return files.log();
    }

    /** Its current answer to {@code /q/health/ready}. */
    public boolean isReady() {
        try {
            HttpURLConnection probe =
                    (HttpURLConnection) url().resolve("/q/health/ready").toURL().openConnection();
            probe.setConnectTimeout(PROBE_MILLIS);
            probe.setReadTimeout(PROBE_MILLIS);
            boolean ready = probe.getResponseCode() == HttpURLConnection.HTTP_OK;
            probe.disconnect();
            return ready;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws StackException if it is not ready within ten minutes; it is then stopped */
    public void awaitReady() {
        boolean settled = ConditionPoller.until(() -> isReady() || !isAlive(), START);
        if (!settled || !isAlive()) {
            process.kill9();
            throw new StackException(
                    service() + " is not ready; its log, " + log() + ", ends with\n  " + output.tail());
        }
    }

    /** Sends SIGTERM and waits for an orderly end. */
    public void terminate() {
        process.stop("TERM", STOP);
    }

    /** {@code kill -9}, as in a power failure. */
    public void kill9() {
        process.kill9();
    }

    /** SIGSTOP: the process stays alive but does nothing until {@link #resume}. */
    public void pause() {
        process.signal("STOP");
    }

    public void resume() {
        process.signal("CONT");
    }

    /** Stops it if it is running, starts it with the same settings and port, and waits until it is ready. */
    public void restart() {
        terminate();
        output = ProcessLogReader.fromHere(files.log());
        process = launch(files, lifetime);
        awaitReady();
    }

    @Override
    public void close() {
        terminate();
    }

    private static ManagedProcess launch(ServiceProcessFolder files, ProcessLifetime lifetime) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(HEAP);
        command.addAll(JvmOptions.SMALL);
        command.addAll(files.jvmArguments());
        command.add(files.mark());
        command.add("-jar");
        command.add(SourceCheckoutLocator.find().serviceJar(files.service()).toString());
        return ManagedProcess.of(BackgroundProcessLauncher.start(
                        OsUser.OURSELVES,
                        command,
                        ProcessEnvironment.ofService(files.service()),
                        files.home(),
                        files.log(),
                        lifetime))
                .record(files.pidFile());
    }
}
