package io.holdfast.localstack;

import io.holdfast.localstack.PostgresServer.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A whole Holdfast on this machine: a broker, a catalogue, a bucket, a server for drills, and services, below one folder. What runs is read from that
 * folder every time, so that any JVM can look after a stack that another one has started.
 */
public final class LocalStack implements AutoCloseable {

    /** All services of Holdfast, in the order in which they are shown. */
    public static final List<String> SERVICES = List.of(
            "scheduler-service",
            "dump-service",
            "verify-service",
            "retention-service",
            "restore-service",
            "notify-service");

    /** The catalogue's database. */
    public static final String CATALOGUE = "holdfast";

    /** In the folder of a part that the stack once had, and has no longer. */
    private static final String UNUSED = "unused";

    private final Path home;

    private LocalStack(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** The stack below this folder, running or not. */
    public static LocalStack at(Path home) {
        return new LocalStack(home);
    }

    /** Starts what does not run yet, and waits until all of it is ready. */
    public static LocalStack start(StackPlan plan) {
        LocalStack stack = at(plan.home());
        new StackStarter(stack, plan).run();
        return stack;
    }

    public Path home() {
        return home;
    }

    /** Where artifacts go unless the plan says otherwise. */
    public Path backups() {
        return home.resolve("backups");
    }

    /** By which its services sign and are believed. */
    public ServiceKeys keys() {
        return new ServiceKeys(home.resolve("keys"), brokerHome());
    }

    /** The broker, if it runs. */
    public Optional<KafkaBroker> kafka() {
        return KafkaBroker.running(brokerHome());
    }

    /** The server that holds the catalogue, if it runs. */
    public Optional<PostgresServer> catalogue() {
        return PostgresServer.running(catalogueHome());
    }

    /** The S3 server, if it runs. */
    public Optional<S3Server> offSite() {
        return S3Server.running(offSiteHome());
    }

    /** The server on which drills restore, if it runs. */
    public Optional<PostgresServer> scratch() {
        return PostgresServer.running(scratchHome());
    }

    /** The service, if it runs. */
    public Optional<ServiceProcess> service(String name) {
        return ServiceProcess.running(name, serviceHome(name));
    }

    /** Where the log of a service, of {@code kafka}, {@code catalogue}, {@code scratch} or the S3 server ({@code offsite}) is. */
    public Path log(String part) {
        return switch (part) {
            case "kafka" -> brokerHome().resolve("broker.log");
            case "catalogue" -> catalogueHome().resolve("postgres.log");
            case "scratch" -> scratchHome().resolve("postgres.log");
            case "offsite" -> offSiteHome().resolve("bucket.log");
            default -> serviceHome(part).resolve(part + ".log");
        };
    }

    public StackStatus status() {
        Map<String, StackStatus.Service> services = new TreeMap<>();
        for (String name : SERVICES) {
            service(name)
                    .ifPresent(service -> services.put(
                            name, new StackStatus.Service(service.url(), service.pid(), service.isReady())));
        }
        return new StackStatus(
                kafka().map(KafkaBroker::bootstrap),
                catalogue().map(server -> server.jdbcUrl(CATALOGUE)),
                isUsed(offSiteHome()),
                offSite().map(S3Server::endpoint),
                isUsed(scratchHome()),
                scratch().map(server -> server.jdbcUrl("postgres")),
                services);
    }

    /** Whether any part of it runs. */
    public boolean isRunning() {
        return kafka().isPresent()
                || catalogue().isPresent()
                || offSite().isPresent()
                || scratch().isPresent()
                || SERVICES.stream().anyMatch(name -> service(name).isPresent());
    }

    /** Removes what a stopped stack has kept, except artifacts and the keys by which their manifests are signed. */
    public void deleteData() {
        for (String part : List.of("kafka", "catalogue", "scratch")) {
            Path folder = home.resolve(part);
            if (Files.isSymbolicLink(folder.resolve("cluster"))) {
                deleteTarget(folder.resolve("cluster"));
            }
            if (Files.exists(folder)) {
                FileTrees.delete(folder);
            }
        }
        SERVICES.stream().map(this::serviceHome).filter(Files::exists).forEach(FileTrees::delete);
    }

    private static void deleteTarget(Path link) {
        try {
            FileTrees.delete(link.toRealPath());
        } catch (IOException e) {
            throw new StackException("cannot remove what " + link + " points to: " + e.getMessage(), e);
        }
    }

    /** Stops whatever runs: first the services, side by side, because they still want to tell the broker and the catalogue. */
    public void stop() {
        ParallelTasks.run(SERVICES.stream()
                .<Runnable>map(name -> () -> service(name).ifPresent(ServiceProcess::terminate))
                .toList());
        ParallelTasks.run(List.of(
                () -> kafka().ifPresent(KafkaBroker::stop),
                () -> offSite().ifPresent(S3Server::stop),
                () -> scratch().ifPresent(PostgresServer::stop),
                () -> catalogue().ifPresent(PostgresServer::stop)));
    }

    @Override
    public void close() {
        stop();
    }

    Path serviceHome(String name) {
        return home.resolve(name);
    }

    KafkaBroker startKafka(ProcessLifetime lifetime) {
        return KafkaBroker.start(brokerHome(), lifetime);
    }

    PostgresServer startCatalogue(Durability durability, ProcessLifetime lifetime) {
        return PostgresServer.start(catalogueHome(), durability, lifetime);
    }

    /** Nothing on it is worth waiting for the disk. Code of the databases runs on it, so it is kept apart from the other servers. */
    PostgresServer startScratch(ProcessLifetime lifetime) {
        use(scratchHome());
        return PostgresServer.startApart(scratchHome(), Durability.FAST, lifetime);
    }

    S3Server startOffSite(ProcessLifetime lifetime) {
        use(offSiteHome());
        return S3Server.start(offSiteHome(), lifetime);
    }

    /** Its data is kept. */
    void stopUsingOffSite(Consumer<String> news) {
        offSite().ifPresent(server -> {
            news.accept(
                    "stopping the S3 server (destination 'offsite'), because the configuration names destinations; its objects"
                            + " are kept");
            server.stop();
        });
        stopUsing(offSiteHome());
    }

    /** Its data is kept. */
    void stopUsingScratch(Consumer<String> news) {
        scratch().ifPresent(server -> {
            news.accept("stopping the stack's server for drills, because another one is configured");
            server.stop();
        });
        stopUsing(scratchHome());
    }

    private static boolean isUsed(Path part) {
        return Files.isDirectory(part) && !Files.exists(part.resolve(UNUSED));
    }

    private static void use(Path part) {
        try {
            Files.deleteIfExists(part.resolve(UNUSED));
        } catch (IOException e) {
            throw new StackException("cannot remove " + part.resolve(UNUSED) + ": " + e.getMessage(), e);
        }
    }

    private static void stopUsing(Path part) {
        try {
            if (isUsed(part)) {
                Files.createFile(part.resolve(UNUSED));
            }
        } catch (IOException e) {
            throw new StackException("cannot write " + part.resolve(UNUSED) + ": " + e.getMessage(), e);
        }
    }

    /** Its folder may be entered by PostgreSQL's user; the files in it are each protected for themselves. */
    void makeHome() {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new StackException(
                    "cannot make " + home + ": " + e.getMessage()
                            + ". Hint: set HOLDFAST_HOME to a folder that you may write.",
                    e);
        }
    }

    private Path brokerHome() {
        return home.resolve("kafka");
    }

    private Path offSiteHome() {
        return home.resolve("offsite");
    }

    private Path scratchHome() {
        return home.resolve("scratch");
    }

    private Path catalogueHome() {
        return home.resolve("catalogue");
    }
}
