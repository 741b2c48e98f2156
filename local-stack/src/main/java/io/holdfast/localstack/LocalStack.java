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
 * A complete Holdfast on this machine, below one folder: a broker, a catalog, a bucket, a server for drills, and
 * services. It reads from that folder what is running, so that any JVM can manage a stack that another JVM has started.
 */
public final class LocalStack implements AutoCloseable {

    /** All services of Holdfast, in display order. */
    public static final List<String> SERVICES = List.of(
            "scheduler-service",
            "dump-service",
            "verify-service",
            "retention-service",
            "restore-service",
            "notify-service");

    /** The catalog database. */
    public static final String CATALOGUE = "holdfast";

    /** A marker file in the folder of a component that the stack no longer uses. */
    private static final String UNUSED = "unused";

    private final Path home;

    private LocalStack(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** The stack below this folder, running or not. */
    public static LocalStack at(Path home) {
        return new LocalStack(home);
    }

    /** Starts the parts that are not running, and waits until all of them are ready. */
    public static LocalStack start(LocalStackPlan plan) {
        LocalStack stack = at(plan.home());
        new StackStarter(stack, plan).run();
        return stack;
    }

    public Path home() {
        return home;
    }

    /** The folder for artifacts, unless the plan sets another one. */
    public Path backups() {
        return home.resolve("backups");
    }

    /** The keys with which its services sign and verify. */
    public ServiceSigningKeyStore keys() {
        return new ServiceSigningKeyStore(home.resolve("keys"), brokerHome());
    }

    /** The broker, if it is running. */
    public Optional<KafkaBroker> kafka() {
        return KafkaBroker.running(brokerHome());
    }

    /** The server with the catalog, if it is running. */
    public Optional<PostgresServer> catalogue() {
        return PostgresServer.running(catalogueHome());
    }

    /** The S3 server, if it is running. */
    public Optional<LocalS3Server> offSite() {
        return LocalS3Server.running(offSiteHome());
    }

    /** The server for drills, if it is running. */
    public Optional<PostgresServer> scratch() {
        return PostgresServer.running(scratchHome());
    }

    /** The service, if it is running. */
    public Optional<ServiceProcess> service(String name) {
        return ServiceProcess.running(name, serviceHome(name));
    }

    /**
     * The log of a service, of {@code kafka}, {@code catalogue}, {@code scratch} or the S3 server ({@code offsite}).
     */
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
                offSite().map(LocalS3Server::endpoint),
                isUsed(scratchHome()),
                scratch().map(server -> server.jdbcUrl("postgres")),
                services);
    }

    /** Whether any part of it is running. */
    public boolean isRunning() {
        return kafka().isPresent()
                || catalogue().isPresent()
                || offSite().isPresent()
                || scratch().isPresent()
                || SERVICES.stream().anyMatch(name -> service(name).isPresent());
    }

    /** Deletes the data of a stopped stack, except artifacts and the keys that sign their manifests. */
    public void deleteData() {
        for (String part : List.of("kafka", "catalogue", "scratch")) {
            Path folder = home.resolve(part);
            if (Files.isSymbolicLink(folder.resolve("cluster"))) {
                deleteTarget(folder.resolve("cluster"));
            }
            if (Files.exists(folder)) {
                FileTreeDeleter.delete(folder);
            }
        }
        SERVICES.stream().map(this::serviceHome).filter(Files::exists).forEach(FileTreeDeleter::delete);
    }

    private static void deleteTarget(Path link) {
        try {
            FileTreeDeleter.delete(link.toRealPath());
        } catch (IOException e) {
            throw new StackException("cannot delete the target of " + link + ": " + e.getMessage(), e);
        }
    }

    /**
     * Stops everything that is running. The services stop first, in parallel, because they still need the broker and
     * the catalog.
     */
    public void stop() {
        ParallelTasks.run(SERVICES.stream()
                .<Runnable>map(name -> () -> service(name).ifPresent(ServiceProcess::terminate))
                .toList());
        ParallelTasks.run(List.of(
                () -> kafka().ifPresent(KafkaBroker::stop),
                () -> offSite().ifPresent(LocalS3Server::stop),
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

    /**
     * Its data need not survive a crash, so it does not wait for the disk. It runs code from the backed-up databases,
     * so it is separate from the other servers.
     */
    PostgresServer startScratch(ProcessLifetime lifetime) {
        use(scratchHome());
        return PostgresServer.startApart(scratchHome(), Durability.FAST, lifetime);
    }

    LocalS3Server startOffSite(ProcessLifetime lifetime) {
        use(offSiteHome());
        return LocalS3Server.start(offSiteHome(), lifetime);
    }

    /** Stops the server and keeps its data. */
    void stopUsingOffSite(Consumer<String> news) {
        offSite().ifPresent(server -> {
            news.accept(
                    "stopping the S3 server (destination 'offsite'), because the configuration contains destinations; its"
                            + " objects are kept");
            server.stop();
        });
        stopUsing(offSiteHome());
    }

    /** Stops the server and keeps its data. */
    void stopUsingScratch(Consumer<String> news) {
        scratch().ifPresent(server -> {
            news.accept("stopping the stack's server for drills, because the configuration contains another one");
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
            throw new StackException("cannot delete " + part.resolve(UNUSED) + ": " + e.getMessage(), e);
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

    /** PostgreSQL's user must be able to enter the folder. Each file in it has its own permissions. */
    void makeHome() {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new StackException(
                    "cannot create " + home + ": " + e.getMessage() + ". Hint: set HOLDFAST_HOME to a writable folder.",
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
