package io.holdfast.localstack;

import io.holdfast.localstack.PostgresServer.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of a local stack. A builder that must not be changed after the stack is started. */
public final class LocalStackPlan {

    private final Path home;
    private final Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    private final Map<String, List<String>> jvmArguments = new LinkedHashMap<>();
    private final List<SourceDatabase> databases = new ArrayList<>();
    private List<String> services = LocalStack.SERVICES;
    private ProcessLifetime lifetime = ProcessLifetime.BOUND;
    private Durability durability = Durability.FAST;
    private Consumer<String> news = text -> {};
    private @Nullable Path backups;
    private final Map<String, SourceDatabase> targets = new LinkedHashMap<>();
    private @Nullable String kafka;
    private boolean offSite;
    private boolean scratch;
    private boolean catalogueBackedUp;
    private StackConfiguration configuration = StackConfiguration.none();
    private boolean reconfiguring;

    /** All services, bound to this JVM, without a database to back up, artifacts in {@code home/backups}. */
    public LocalStackPlan(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** Restricts the stack to these services. Without any, it has only broker and catalog. */
    public LocalStackPlan only(String... names) {
        services = List.of(names);
        return this;
    }

    /** Uses existing brokers instead of starting one. */
    public LocalStackPlan onKafka(String bootstrap) {
        kafka = bootstrap;
        return this;
    }

    public LocalStackPlan backingUp(SourceDatabase database) {
        databases.add(database);
        return this;
    }

    /**
     * How restore-service reaches a database that is backed up. No other service gets these settings.
     *
     * @param target with a role that may create databases and owns the live database; without it, restore-service uses
     *     the role that reads
     */
    public LocalStackPlan restoringInto(SourceDatabase target) {
        targets.put(target.id(), target);
        return this;
    }

    public LocalStackPlan backupsIn(Path folder) {
        backups = folder.toAbsolutePath().normalize();
        return this;
    }

    /** Adds an S3 server with a bucket as the off-site destination {@code offsite}. */
    public LocalStackPlan withOffSite() {
        offSite = true;
        return this;
    }

    /** Adds a PostgreSQL server that only drills use. */
    public LocalStackPlan withScratch() {
        scratch = true;
        return this;
    }

    /** Adds the catalog as a database to back up. */
    public LocalStackPlan backingUpCatalogue() {
        catalogueBackedUp = true;
        return this;
    }

    /**
     * Applies the operator's configuration. It overrides the stack's default settings, and each service gets the part
     * that it reads. Running services with other settings are restarted. An S3 server or a server for drills that the
     * plan no longer contains is stopped.
     */
    public LocalStackPlan applying(StackConfiguration wanted) {
        configuration = wanted;
        reconfiguring = true;
        return this;
    }

    public LocalStackPlan living(ProcessLifetime wanted) {
        lifetime = wanted;
        return this;
    }

    /** Which data the catalog may lose in a crash. */
    public LocalStackPlan durable(Durability wanted) {
        durability = wanted;
        return this;
    }

    /** A configuration property of one service, which overrides the default one. */
    public LocalStackPlan with(String service, String property, String value) {
        settings.computeIfAbsent(service, name -> new LinkedHashMap<>()).put(property, value);
        return this;
    }

    /** An additional JVM argument of one service. */
    public LocalStackPlan jvm(String service, String argument) {
        jvmArguments.computeIfAbsent(service, name -> new ArrayList<>()).add(argument);
        return this;
    }

    /** Sets a listener for progress messages. */
    public LocalStackPlan onProgress(Consumer<String> listener) {
        news = listener;
        return this;
    }

    Path home() {
        return home;
    }

    List<String> services() {
        return services;
    }

    Optional<String> kafka() {
        return Optional.ofNullable(kafka);
    }

    ProcessLifetime lifetime() {
        return lifetime;
    }

    Durability durability() {
        return durability;
    }

    List<SourceDatabase> databases() {
        return databases;
    }

    Path backups() {
        return backups == null ? LocalStack.at(home).backups() : backups;
    }

    boolean isOffSite() {
        return offSite;
    }

    boolean hasScratch() {
        return scratch;
    }

    /** The server to which this database is restored. */
    SourceDatabase target(SourceDatabase database) {
        return targets.getOrDefault(database.id(), database);
    }

    boolean isCatalogueBackedUp() {
        return catalogueBackedUp;
    }

    StackConfiguration configuration() {
        return configuration;
    }

    boolean isReconfiguring() {
        return reconfiguring;
    }

    Map<String, String> settings(String service) {
        return settings.getOrDefault(service, Map.of());
    }

    List<String> jvmArguments(String service) {
        return jvmArguments.getOrDefault(service, List.of());
    }

    void reportProgress(String text) {
        news.accept(text);
    }
}
