// Tells of every backup that was completed or verified. Needs kafka-clients and jackson-databind:
//   KAFKA=localhost:9092 java -cp 'lib/*' Completions.java [DATABASE]
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

class Completions {

    static final Set<String> WANTED = Set.of("holdfast.backup.completed.v1", "holdfast.backup.verified.v1");
    static final ObjectMapper JSON = new ObjectMapper();
    // Keep (source, id) where your effect is kept, under a unique index, and in the same transaction.
    static final Set<List<String>> SEEN = new HashSet<>();

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", System.getenv().getOrDefault("KAFKA", "localhost:9092"),
                "group.id", System.getenv().getOrDefault("GROUP", "my-dashboard"),
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            closeAtTheEnd(consumer);
            consumer.subscribe(List.of("backup-events"));
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    // The key is the database: others need not even be parsed.
                    if (arguments.length == 0 || arguments[0].equals(record.key())) {
                        take(JSON.readTree(record.value()));
                    }
                }
                consumer.commitSync(); // after the effects, so that a crash repeats them and loses none
            }
        } catch (WakeupException stopped) {
            // SIGTERM: the consumer is closed and has left the group.
        }
    }

    // A consumer that leaves its group gives up its partitions at once; otherwise they wait for the session timeout (45 s).
    static void closeAtTheEnd(KafkaConsumer<?, ?> consumer) {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            consumer.wakeup();
            try {
                main.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    static void take(JsonNode event) {
        boolean isNew = SEEN.add(List.of(event.path("source").asText(), event.path("id").asText()));
        // A type that is not known here, or a field, is of a later version: skip it.
        if (isNew && WANTED.contains(event.path("type").asText())) {
            System.out.println(String.join(" ", event.path("subject").asText(), event.path("type").asText(),
                    event.path("data").path("backup").asText(), event.path("time").asText()));
        }
    }
}
