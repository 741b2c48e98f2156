package io.holdfast.events.log;

import static java.util.Objects.requireNonNull;

import io.holdfast.localstack.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.byteman.agent.Main;

/**
 * Simulates a power failure of the broker's host. An agent in the broker's JVM records the length of each log segment when its last fsync
 * started. After a {@code kill -9}, the segments are truncated to these lengths, because a disk guarantees no more. Indexes are mapped into
 * memory, so they are deleted, and the broker recreates them from the segments. Kafka itself flushes its other files (checkpoints,
 * snapshots of the controller).
 */
final class PowerCut {

    private static final String RULES = """
            RULE length before the fsync of a segment
            CLASS org.apache.kafka.common.record.internal.FileRecords
            METHOD flush
            AT ENTRY
            IF TRUE
            DO openTrace("fsync", "%1$s");
               traceln("fsync", "begin " + Thread.currentThread().threadId() + " " + $0.channel().size() + " " + $0.file())
            ENDRULE

            RULE fsync of a segment
            CLASS org.apache.kafka.common.record.internal.FileRecords
            METHOD flush
            AT EXIT
            IF TRUE
            DO traceln("fsync", "end " + Thread.currentThread().threadId())
            ENDRULE
            """;
    private static final List<String> NOT_FORCED = List.of(".index", ".timeindex", ".txnindex", ".snapshot");

    private final Path home;

    PowerCut(Path home) {
        this.home = home;
    }

    /** The broker of this host; starts it if necessary. */
    KafkaBroker broker() {
        try {
            Path script = Files.createDirectories(home).resolve("fsync.btm");
            Files.writeString(script, RULES.formatted(recorded()));
            String agent = Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            return KafkaBroker.running(home.resolve("kafka"))
                    .orElseGet(() -> KafkaBroker.start(
                            home.resolve("kafka"), List.of("-javaagent:" + agent + "=script:" + script)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the broker. */
    void happen() throws IOException {
        KafkaBroker broker = broker();
        broker.kill();
        Map<String, Long> forced = forcedLengths();
        try (Stream<Path> files = Files.walk(broker.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".log")) {
                    cut(file, forced.getOrDefault(file.toString(), 0L));
                } else if (NOT_FORCED.stream().anyMatch(name::endsWith)) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path recorded() {
        return home.resolve("fsync.txt");
    }

    private static void cut(Path segment, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private Map<String, Long> forcedLengths() throws IOException {
        Map<String, String[]> begun = new HashMap<>();
        Map<String, Long> forced = new HashMap<>();
        for (String line : Files.readAllLines(recorded())) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "begin" -> begun.put(words[1], words);
                case "end" -> {
                    String[] begin = requireNonNull(begun.get(words[1]), "an end without its begin");
                    forced.put(begin[3], Long.parseLong(begin[2]));
                }
                default -> throw new IllegalStateException("not a line of the agent: " + line);
            }
        }
        return forced;
    }
}
