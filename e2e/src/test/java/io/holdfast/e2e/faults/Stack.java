package io.holdfast.e2e.faults;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.Envelope;
import io.holdfast.events.Kind;
import io.holdfast.events.Message;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.localstack.KafkaBroker;
import io.holdfast.localstack.Lifetime;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.ServiceProcess;
import io.holdfast.localstack.SourceDatabase;
import io.holdfast.localstack.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * One whole Holdfast for all fault tests of this JVM: real broker, real catalogue, packaged services in their own JVMs,
 * and a small and a slow database to back up. It ends with the JVM.
 */
final class Stack {

    static final String DUMP = "dump-service";

    /** A few thousand rows: backed up in a moment. */
    static final String SMALL = "small";

    /** Some 20 MB that do not compress, written at 2 MB a second: a dump that can be disturbed in its middle. */
    static final String SLOW = "slow";

    private static final URI TESTS = URI.create("/e2e");
    private static @Nullable Stack shared;

    private final Path home;
    private final PostgresServer source;
    private final LocalStack local;
    private final EventLog log;

    private Stack() throws IOException {
        home = Files.createTempDirectory("holdfast-e2e");
        source = PostgresServer.start(home.resolve("source"));
        Databases.fill(source);
        local = LocalStack.start(plan());
        log = new EventLog(kafka().bootstrap());
    }

    static synchronized Stack shared() {
        try {
            Stack stack = shared == null ? new Stack() : shared;
            shared = stack;
            stack.heal();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever the last test broke runs again. */
    void heal() {
        if (!source.isAlive()) {
            source.restart();
        }
        LocalStack.start(plan());
    }

    private StackPlan plan() {
        StackPlan plan = new StackPlan(home.resolve("stack"))
                .backingUp(database(SMALL))
                .backingUp(database(SLOW))
                .with("retention-service", "holdfast.retention-days", "30");
        return fast(plan);
    }

    /** Leases and pauses of seconds, so that a death is noticed while the test waits. */
    private static StackPlan fast(StackPlan plan) {
        return plan.with(DUMP, "holdfast.dump.lease", "6s")
                .with(DUMP, "holdfast.dump.heartbeat", "1s")
                .with(DUMP, "holdfast.dump.poll", "200ms")
                .with(DUMP, "holdfast.dump.bytes-per-second", "2000000")
                .with(DUMP, "holdfast.dump.compression", "none")
                .with(DUMP, "holdfast.dump.retry.first", "1s")
                .with(DUMP, "holdfast.dump.retry.longest", "2s");
    }

    private SourceDatabase database(String id) {
        return new SourceDatabase(
                id, source.host(), source.port(), source.superuser(), source.password(), Databases.nameOf(id));
    }

    LocalStack local() {
        return local;
    }

    PostgresServer source() {
        return source;
    }

    Path home() {
        return home;
    }

    Path backups() {
        return local.backups();
    }

    EventLog log() {
        return log;
    }

    KafkaBroker kafka() {
        return local.kafka().orElseThrow();
    }

    PostgresServer catalogue() {
        return local.catalogue().orElseThrow();
    }

    ServiceProcess service(String name) {
        return local.service(name).orElseThrow();
    }

    /** The service again, as it was before any fault. */
    void startPlain(String service) {
        local.service(service).ifPresent(ServiceProcess::terminate);
        LocalStack.start(plan());
    }

    /** The service with changed settings or a fault in its JVM. */
    ServiceProcess startWith(String service, UnaryOperator<StackPlan> change) {
        local.service(service).ifPresent(ServiceProcess::terminate);
        LocalStack.start(change.apply(plan()));
        return service(service);
    }

    /** A second process of a service, beside the first, with the same settings. */
    ServiceProcess startReplica(String service) throws IOException {
        Properties settings = new Properties();
        try (var in =
                Files.newInputStream(home.resolve("stack").resolve(service).resolve("config/application.properties"))) {
            settings.load(in);
        }
        settings.keySet().removeIf(key -> key.toString().startsWith("quarkus.http."));
        Map<String, String> copied = new TreeMap<>();
        settings.forEach((key, value) -> copied.put(key.toString(), value.toString()));
        return ServiceProcess.start(service, home.resolve("replica"), copied, List.of(), Lifetime.BOUND);
    }

    /** Asks for a full backup as another system would, and says which backup that is. */
    BackupId request(String database) {
        return request(database, UUID.randomUUID().toString());
    }

    BackupId request(String database, String requestId) {
        publish(requestId, new BackupRequested(database, Kind.FULL.word(), null, null));
        return BackupId.ofRequest(TESTS, requestId, database, Kind.FULL.word());
    }

    void publish(String id, Message message) {
        publish(message.topic().topicName(), new EventCodec().encode(Envelope.of(TESTS, id, Instant.now(), message)));
    }

    void publish(String topic, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka().bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the request could not be published", e);
        }
    }

    /** File names in the backup directory, hidden ones included. */
    List<String> files() {
        try (Stream<Path> files = Files.list(backups())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
