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

/** What a local stack shall consist of. Built step by step, and changed by nobody once it has been started. */
public final class StackPlan {

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

    /** All services, bound to this JVM, no database to back up yet, artifacts in {@code home/backups}. */
    public StackPlan(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** Only these services; with none, broker and catalogue alone. */
    public StackPlan only(String... names) {
        services = List.of(names);
        return this;
    }

    /** With brokers that somebody else looks after, instead of one of its own. */
    public StackPlan onKafka(String bootstrap) {
        kafka = bootstrap;
        return this;
    }

    public StackPlan backingUp(SourceDatabase database) {
        databases.add(database);
        return this;
    }

    /**
     * How restore-service, and nobody else, reaches a database that is backed up.
     *
     * @param target with a role that may create databases and owns the live one; without it the role that reads is taken
     */
    public StackPlan restoringInto(SourceDatabase target) {
        targets.put(target.id(), target);
        return this;
    }

    public StackPlan backupsIn(Path folder) {
        backups = folder.toAbsolutePath().normalize();
        return this;
    }

    /** With an S3 server, as if it were somewhere else, and a bucket in it as the destination {@code offsite}. */
    public StackPlan withOffSite() {
        offSite = true;
        return this;
    }

    /** With one more PostgreSQL, on which nothing but drills lies. */
    public StackPlan withScratch() {
        scratch = true;
        return this;
    }

    /** With the catalogue as one more database. */
    public StackPlan backingUpCatalogue() {
        catalogueBackedUp = true;
        return this;
    }

    /**
     * With what the operator has configured. It wins over what the stack brings along, and each service gets the part that it reads.
     * Services that run and would now be started differently are restarted; an S3 server or a server for drills that the plan no longer
     * has is stopped.
     */
    public StackPlan applying(StackConfiguration wanted) {
        configuration = wanted;
        reconfiguring = true;
        return this;
    }

    public StackPlan living(ProcessLifetime wanted) {
        lifetime = wanted;
        return this;
    }

    /** How much the catalogue may lose. */
    public StackPlan durable(Durability wanted) {
        durability = wanted;
        return this;
    }

    /** A configuration property of one service; it wins over ours. */
    public StackPlan with(String service, String property, String value) {
        settings.computeIfAbsent(service, name -> new LinkedHashMap<>()).put(property, value);
        return this;
    }

    /** A further argument of one service's JVM. */
    public StackPlan jvm(String service, String argument) {
        jvmArguments.computeIfAbsent(service, name -> new ArrayList<>()).add(argument);
        return this;
    }

    /** Is told, in a few words, what is being done. */
    public StackPlan onProgress(Consumer<String> listener) {
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

    /** Where this database is restored to. */
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
