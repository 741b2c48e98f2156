package io.holdfast.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.Message;
import io.holdfast.events.codec.Json;
import io.holdfast.events.codec.MessageTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSummaryFormatterTest {

    private static final Path EXAMPLES = Path.of("../docs/events/examples");

    static List<BackupEvent> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.sorted()
                    .map(EventSummaryFormatterTest::read)
                    .filter(BackupEvent.class::isInstance)
                    .map(BackupEvent.class::cast)
                    .toList();
        }
    }

    private static Message read(Path file) {
        try {
            JsonNode json = Json.mapper().readTree(file.toFile());
            Class<? extends Message> type =
                    MessageTypes.messageOf(json.path("type").asText()).orElseThrow();
            return Json.mapper().treeToValue(json.path("data"), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_event_has_a_text_without_java_notation(BackupEvent event) {
        String sentence = EventSummaryFormatter.of(event);

        assertThat(sentence)
                .hasSizeGreaterThan(3)
                .doesNotContain("null")
                .doesNotContain("[")
                .doesNotContain("Optional")
                .doesNotContain(event.getClass().getSimpleName());
    }
}
