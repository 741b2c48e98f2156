package io.holdfast.bench;

import io.holdfast.events.Topic;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.PostgresServer.Durability;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures the cost of a broker that writes records to its disk before it acknowledges them. It compares both modes in
 * turns on one stack: the throughput of dump-service's relay with a full outbox, and the latency of a producer for one
 * record. Arguments: pairs (5), rows in the outbox for each (5,000).
 */
final class FlushCostBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SINGLE = 200;
    private static final int FIRST_BATCH = 500;

    /** An event of average length, of a type that consumers ignore. */
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/bench\",\"type\":\"holdfast.bench.noted.v1\","
                    + "\"time\":\"2026-01-01T00:00:00Z\",\"data\":{\"note\":\"" + "x".repeat(420) + "\"}}";

    private FlushCostBenchmark() {}

    static void run(List<String> arguments) throws Exception {
        int pairs = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.getFirst());
        int rows = arguments.size() < 2 ? 5_000 : Integer.parseInt(arguments.get(1));
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-bench-");
        LocalStackPlan plan =
                new LocalStackPlan(folder.resolve("home")).only("dump-service").durable(Durability.FSYNC);
        try (LocalStack stack = LocalStack.start(plan)) {
            measure(stack, pairs, rows);
        } finally {
            ShellCommand.run("rm", "-rf", folder.toString());
        }
    }

    private static void measure(LocalStack stack, int pairs, int rows) throws Exception {
        String bootstrap = stack.kafka().orElseThrow().bootstrap();
        Map<KafkaFlushMode, List<Double>> relayed = new EnumMap<>(KafkaFlushMode.class);
        Map<KafkaFlushMode, List<Double>> waited = new EnumMap<>(KafkaFlushMode.class);
        // The first round is a warm-up and does not count.
        for (int pair = 0; pair <= pairs; pair++) {
            List<KafkaFlushMode> turns = new ArrayList<>(List.of(KafkaFlushMode.values()));
            Collections.rotate(turns, pair);
            for (KafkaFlushMode turn : turns) {
                turn.set(bootstrap);
                double perSecond = relay(stack.catalogue().orElseThrow(), rows);
                List<Double> milliseconds = publish(bootstrap);
                System.err.printf("  %-14s %8.0f events/s %8.2f ms%n", turn, perSecond, middle(milliseconds, 0.5));
                if (pair > 0) {
                    relayed.computeIfAbsent(turn, key -> new ArrayList<>()).add(perSecond);
                    waited.computeIfAbsent(turn, key -> new ArrayList<>()).addAll(milliseconds);
                }
            }
        }
        MarkdownTable table = new MarkdownTable(
                "flush.messages",
                "relay, events per second, median (range)",
                "one record, median ms",
                "99 of 100 within, ms");
        relayed.forEach((turn, rates) -> table.row(
                turn == KafkaFlushMode.EACH_MESSAGE ? "1" : "Kafka's default",
                "%.0f (%.0f to %.0f)".formatted(middle(rates, 0.5), Collections.min(rates), Collections.max(rates)),
                DurationStatistics.text(middle(waited.getOrDefault(turn, List.of()), 0.5)),
                DurationStatistics.text(middle(waited.getOrDefault(turn, List.of()), 0.99))));
        table.print();
        System.out.println("\nEvents per second with flush.messages=1 against Kafka's default, median of the pairs: "
                + DurationStatistics.text(middle(ratios(relayed), 0.5)) + ".");
    }

    private static List<Double> ratios(Map<KafkaFlushMode, List<Double>> relayed) {
        List<Double> flushed = relayed.getOrDefault(KafkaFlushMode.EACH_MESSAGE, List.of());
        List<Double> cached = relayed.getOrDefault(KafkaFlushMode.NEVER, List.of());
        return IntStream.range(0, flushed.size())
                .mapToObj(pair -> flushed.get(pair) / cached.get(pair))
                .toList();
    }

    /** Measured from the first batch to the last one, so that the relay's initial polling delay does not count. */
    private static double relay(PostgresServer catalogue, int rows) throws Exception {
        try (Connection connection = catalogue.connect(LocalStack.CATALOGUE)) {
            connection.setSchema("dump");
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into outbox (topic, key, id, headers, value)
                    select ?, 'app-' || n % 40, 'bench-' || n,
                           '{"content-type": "application/cloudevents+json"}', convert_to(format(?, n), 'UTF8')
                    from generate_series(1, ?) n""")) {
                insert.setString(1, Topic.BACKUP_EVENTS.topicName());
                insert.setString(2, EVENT);
                insert.setInt(3, rows);
                insert.executeUpdate();
            }
            Instant end = Instant.now().plus(PATIENCE);
            while (isUnsent(connection)) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("the outbox was not sent within " + PATIENCE);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
            try (PreparedStatement took = connection.prepareStatement(
                            "select extract(epoch from max(sent_at) - min(sent_at)) from outbox where id like 'bench-%'");
                    ResultSet row = took.executeQuery()) {
                row.next();
                double seconds = row.getDouble(1);
                try (PreparedStatement forget =
                        connection.prepareStatement("delete from outbox where id like 'bench-%'")) {
                    forget.executeUpdate();
                }
                return (rows - FIRST_BATCH) / seconds;
            }
        }
    }

    private static boolean isUnsent(Connection connection) throws SQLException {
        try (PreparedStatement unsent =
                        connection.prepareStatement("select exists (select from outbox where sent_at is null)");
                ResultSet row = unsent.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Sends one record after the other, like a system that waits for each acknowledgement. */
    private static List<Double> publish(String bootstrap) throws Exception {
        List<Double> milliseconds = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = -20; i < SINGLE; i++) {
                byte[] value = EVENT.formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
                byte[] key = ("app-" + Math.floorMod(i, 40)).getBytes(StandardCharsets.UTF_8);
                long begin = System.nanoTime();
                producer.send(new ProducerRecord<>(Topic.BACKUP_EVENTS.topicName(), key, value))
                        .get();
                if (i >= 0) {
                    milliseconds.add((System.nanoTime() - begin) / 1e6);
                }
            }
        }
        return milliseconds;
    }

    private static double middle(List<Double> numbers, double part) {
        List<Double> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * part)));
    }
}
