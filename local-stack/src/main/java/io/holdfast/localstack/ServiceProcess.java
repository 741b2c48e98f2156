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

/** One of Holdfast's packaged services in a JVM of its own, on a free port of loopback. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int PROBE_MILLIS = 2_000;

    private static final List<String> HEAP =
            List.of("-Xms24m", "-Xmx96m", "-XX:ReservedCodeCacheSize=48m", "-XX:+ExitOnOutOfMemoryError");

    private final ServiceFiles files;
    private final ProcessLifetime lifetime;
    private ManagedProcess process;
    private LogFile said;

    private ServiceProcess(ServiceFiles files, ProcessLifetime lifetime, ManagedProcess process, LogFile said) {
        this.files = files;
        this.lifetime = lifetime;
        this.process = process;
        this.said = said;
    }

    /**
     * Starts the service and waits until it is ready. It takes its former port again where that is still free.
     *
     * @param service its room, such as {@code dump-service}; packaged before
     * @param home for its settings, log and id
     * @param settings configuration properties; they are passed in a file that only we can read
     * @param jvmArguments added after our own, so that they win
     * @throws StackException if it is not ready within five minutes; it has been stopped then
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
        ServiceFiles files = ServiceFiles.prepare(service, home.toAbsolutePath().normalize(), settings, jvmArguments);
        LogFile said = LogFile.fromHere(files.log());
        return new ServiceProcess(files, lifetime, launch(files, lifetime), said);
    }

    /** The service that runs from this home, whoever started it; restarted by us, it ends with us. */
    public static Optional<ServiceProcess> running(String service, Path home) {
        return ServiceFiles.existing(service, home.toAbsolutePath().normalize())
                .flatMap(files -> ManagedProcess.recordedOrMarked(files.pidFile(), files.mark() + " ")
                        .map(process ->
                                new ServiceProcess(files, ProcessLifetime.BOUND, process, LogFile.whole(files.log()))));
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

    /** Everything it has said. */
    public Path log() {
        return files.log();
    }

    /** What it answers at {@code /q/health/ready} now. */
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

    /** @throws StackException if it is not ready within five minutes; it has been stopped then */
    public void awaitReady() {
        boolean settled = ConditionPoller.until(() -> isReady() || !isAlive(), START);
        if (!settled || !isAlive()) {
            process.kill9();
            throw new StackException(
                    service() + " did not become ready; its log, " + log() + ", ends with\n  " + said.tail());
        }
    }

    /** SIGTERM, and waits for the orderly end. */
    public void terminate() {
        process.stop("TERM", STOP);
    }

    /** {@code kill -9}, as at a power cut. */
    public void kill9() {
        process.kill9();
    }

    /** SIGSTOP: it lives, and does nothing until {@link #resume}. */
    public void pause() {
        process.signal("STOP");
    }

    public void resume() {
        process.signal("CONT");
    }

    /** Stops it if it still runs, starts it with the same settings and port, and waits until it is ready. */
    public void restart() {
        terminate();
        said = LogFile.fromHere(files.log());
        process = launch(files, lifetime);
        awaitReady();
    }

    @Override
    public void close() {
        terminate();
    }

    private static ManagedProcess launch(ServiceFiles files, ProcessLifetime lifetime) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(HEAP);
        command.addAll(JvmOptions.SMALL);
        command.addAll(files.jvmArguments());
        command.add(files.mark());
        command.add("-jar");
        command.add(RepositoryCheckout.find().serviceJar(files.service()).toString());
        return ManagedProcess.of(ProcessSession.start(
                        OsUser.OURSELVES,
                        command,
                        ProcessEnvironment.ofService(files.service()),
                        files.home(),
                        files.log(),
                        lifetime))
                .record(files.pidFile());
    }
}
