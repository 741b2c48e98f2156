package io.holdfast.e2e;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.signing.AuthorizedPublishers;
import io.holdfast.events.signing.RecordSignature;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.events.signing.ServiceSigningKey;
import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.ProcessLifetime;
import io.holdfast.localstack.ServiceProcess;
import io.holdfast.localstack.SourceCheckoutLocator;
import io.holdfast.localstack.SourceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A complete Holdfast on this machine: a real broker, a real catalog, packaged services in their own JVMs, and a
 * separate source server. A test can disturb each part without the others. Ends with the JVM at the latest.
 */
public final class Installation implements AutoCloseable {

    private static final URI TESTS = URI.create("/e2e");

    /** The S3 server writes under a random name and then renames the file. */
    private static final Pattern BEING_WRITTEN =
            Pattern.compile("-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}$");

    private final Path home;
    private final PostgresServer source;
    private final List<String> databases;
    private final UnaryOperator<LocalStackPlan> shaping;
    private final LocalStack stack;
    private final EndToEndLog log;

    private Installation(
            Path home, Map<String, Object> kafka, UnaryOperator<LocalStackPlan> shaping, List<String> databases) {
        this.home = home;
        this.databases = databases;
        this.shaping = shaping;
        this.source = PostgresServer.start(home.resolve("source"));
        databases.forEach(source::createDatabase);
        this.stack = LocalStack.start(plan());
        this.log = new EndToEndLog(kafka.isEmpty() ? Map.of("bootstrap.servers", kafka().bootstrap()) : kafka);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /**
     * @param shaping changes the plan before the stack starts
     * @param databases created empty on the source server, and configured under their names
     */
    public static Installation start(UnaryOperator<LocalStackPlan> shaping, String... databases) {
        return on(Map.of(), shaping, databases);
    }

    /**
     * @param kafka the tests' client settings for brokers outside the stack; {@code shaping} sets their addresses for
     *     the services
     */
    public static Installation on(
            Map<String, Object> kafka, UnaryOperator<LocalStackPlan> shaping, String... databases) {
        try {
            return new Installation(Files.createTempDirectory("holdfast-e2e"), kafka, shaping, List.of(databases));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalStackPlan plan() {
        LocalStackPlan plan = new LocalStackPlan(home.resolve("stack"));
        for (String database : databases) {
            plan.backingUp(new SourceDatabase(
                    database, source.host(), source.port(), source.superuser(), source.password(), database));
        }
        // The tests end before the second compiler pays off.
        LocalStack.SERVICES.forEach(service -> plan.jvm(service, "-XX:TieredStopAtLevel=1"));
        return shaping.apply(plan);
    }

    /** Restarts everything that the last test has broken. */
    public void heal() {
        if (!source.isAlive()) {
            source.restart();
        }
        LocalStack.start(plan());
    }

    /** Restarts the service without any fault. */
    public void startPlain(String service) {
        startWith(service, UnaryOperator.identity());
    }

    /** Starts the service with changed settings or with a fault in its JVM. */
    public ServiceProcess startWith(String service, UnaryOperator<LocalStackPlan> change) {
        stack.service(service).ifPresent(ServiceProcess::terminate);
        LocalStack.start(change.apply(plan()));
        return service(service);
    }

    /** Starts a second process of a service, beside the first, with the same settings. */
    public ServiceProcess startReplica(String service) throws IOException {
        return ServiceProcess.start(
                service, home.resolve("replica"), settingsOf(service), List.of(), ProcessLifetime.BOUND);
    }

    /** The settings of a running service, except its own address. */
    public Map<String, String> settingsOf(String service) throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newInputStream(stack.home().resolve(service).resolve("config/application.properties"))) {
            settings.load(in);
        }
        Map<String, String> copied = new TreeMap<>();
        settings.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("quarkus.http."))
                .forEach(name -> copied.put(name, settings.getProperty(name)));
        return copied;
    }

    public Path home() {
        return home;
    }

    public PostgresServer source() {
        return source;
    }

    public LocalStack stack() {
        return stack;
    }

    public KafkaBroker kafka() {
        return stack.kafka().orElseThrow();
    }

    public PostgresServer catalogue() {
        return stack.catalogue().orElseThrow();
    }

    public ServiceProcess service(String name) {
        return stack.service(name).orElseThrow();
    }

    public EndToEndLog log() {
        return log;
    }

    /** The folder with the artifacts. */
    public Path backups() {
        return stack.backups();
    }

    /** File names in the backup directory, including hidden ones. */
    public List<String> files() {
        try (Stream<Path> files = Files.list(backups())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keys in the bucket of the destination {@code offsite}, in any state. A file that the S3 server is still writing
     * is not an object yet. If the server is killed then, the file keeps the server's temporary name.
     */
    public List<String> objects() {
        try (Stream<Path> objects = Files.walk(stack.home().resolve("offsite/data"))) {
            return objects.filter(Files::isRegularFile)
                    .map(object -> object.getFileName().toString())
                    .filter(name -> !BEING_WRITTEN.matcher(name).find())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests a full backup as another system would. Returns the backup's id. */
    public BackupId request(String database) {
        return request(database, UUID.randomUUID().toString());
    }

    public BackupId request(String database, String requestId) {
        publish(requestId, new BackupRequested(database, BackupKind.FULL.label(), null, null));
        return BackupId.ofRequest(TESTS, requestId, database, BackupKind.FULL.label());
    }

    public void publish(String id, Message message) {
        if (message instanceof BackupEvent event) {
            publishAsItsService(id, event);
        } else {
            log.publish(Envelope.of(TESTS, id, Instant.now(), message));
        }
    }

    /** Services do not accept events from a test, so it signs with the key of a service that may publish this event. */
    private void publishAsItsService(String id, BackupEvent event) {
        String service =
                AuthorizedPublishers.of(event).stream().sorted().findFirst().orElseThrow();
        byte[] value =
                new EventCodec().encode(Envelope.of(AuthorizedPublishers.sourceOf(service), id, Instant.now(), event));
        String topic = event.topic().topicName();
        ServiceSigningKey key = ServiceSigningKey.read(
                stack.keys().privateKey(service),
                service,
                ServicePublicKeys.in(stack.keys().publicKeys()));
        RecordSignature signature =
                RecordSignature.of(key, topic, event.subject().getBytes(StandardCharsets.UTF_8), value);
        log.write(
                topic,
                event.subject(),
                value,
                Map.of("content-type", EventCodec.CONTENT_TYPE, RecordSignature.HEADER, signature.text()));
    }

    /** Environment variables for PostgreSQL's programs to connect to the source server. */
    Map<String, String> reachingSource() {
        return Map.of(
                "PGHOST", source.host(),
                "PGPORT", Integer.toString(source.port()),
                "PGUSER", source.superuser(),
                "PGPASSWORD", source.password());
    }

    /** Runs the {@code holdfast} command as an operator does. */
    Shell.Result holdfast(String... arguments) {
        return holdfast(Map.of(), arguments);
    }

    /** The same, with these variables in the operator's environment. */
    public Shell.Result holdfast(Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>(words());
        command.addAll(List.of(arguments));
        Map<String, String> environment = new TreeMap<>(variables);
        environment.put("HOLDFAST_HOME", stack.home().toString());
        return Shell.program(home, environment, "", command);
    }

    /** The same as an executable with that name, for scripts. */
    Path command() throws IOException {
        Path program = Files.createDirectories(home.resolve("bin")).resolve("holdfast");
        Files.writeString(
                program,
                "#!/bin/sh\nexec "
                        + String.join(
                                " ",
                                words().stream().map(word -> "'" + word + "'").toList()) + " \"$@\"\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return program;
    }

    /** The first words of a command line with {@code holdfast}. */
    static List<String> words() {
        Path target = SourceCheckoutLocator.find().root().resolve("cli/target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                target.resolve("holdfast-cli.jar") + ":" + target.resolve("lib") + "/*",
                "io.holdfast.cli.Holdfast");
    }

    @Override
    public void close() {
        stack.stop();
        stack.deleteData();
        source.destroy();
    }
}
