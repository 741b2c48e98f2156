package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every text of this module's sources is in {@code src/test/resources/messages.txt}, one in a line: messages, hints, prompts, progress,
 * help. A new or changed text requires a new file, so that a person and the linter of prose read it.
 */
class MessagesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/holdfast/cli");

    @Test
    void every_text_is_in_the_golden_file() throws IOException {
        String messages = messages();

        assertThat(messages).isEqualTo(GoldenFile.named("messages.txt").expected(messages));
    }

    @Test
    void errors_hints_prompts_and_progress_are_among_them() throws IOException {
        assertThat(messages().lines())
                .contains(
                        "--accept requires --swap",
                        "no URL for …-service: no local stack is running, and --url was not given",
                        "Restore according to this plan? [y/N]",
                        "requested backup … of …",
                        "age in days at which an object moves (default: ${DEFAULT-VALUE})");
    }

    private static String messages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(MessagesTest::messages)
                    .collect(Collectors.joining());
        }
    }

    private static String messages(Path source) {
        String name = SOURCES.relativize(source).toString().replace(".java", "");
        List<String> texts = SourceTexts.of(source);
        return texts.isEmpty() ? "" : "# " + name + "\n\n" + String.join("\n", texts) + "\n\n";
    }
}
