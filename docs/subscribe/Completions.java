// Prints every backup that was completed or verified. Requires kafka-clients and jackson-databind:
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
    // Store (source, id) together with your effect, in the same transaction and with a unique index.
    static final Set<List<String>> SEEN = new HashSet<>();

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", System.getenv().getOrDefault("KAFKA", "localhost:9092"),
                "group.id", System.getenv().getOrDefault("GROUP", "my-dashboard"),
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            closeOnShutdown(consumer);
            consumer.subscribe(List.of("backup-events"));
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    // The key is the database, so you can skip other databases without parsing.
                    if (arguments.length == 0 || arguments[0].equals(record.key())) {
                        take(JSON.readTree(record.value()));
                    }
                }
                consumer.commitSync(); // after the effects: a crash repeats them but loses none
            }
        } catch (WakeupException stopped) {
            // SIGTERM: the consumer is closed and has left its group.
        }
    }

    // A consumer that leaves its group releases its partitions immediately; otherwise they wait for the session timeout (45 s).
    static void closeOnShutdown(KafkaConsumer<?, ?> consumer) {
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
        // Skip unknown types and fields: they come from a later version.
        if (isNew && WANTED.contains(event.path("type").asText())) {
            System.out.println(String.join(" ", event.path("subject").asText(), event.path("type").asText(),
                    event.path("data").path("backup").asText(), event.path("time").asText()));
        }
    }
}
