package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only one service has credentials that can write to production. */
class OnlyHereTest {

    @Test
    void no_other_rooms_settings_name_the_targets_of_restores() throws IOException {
        try (Stream<Path> rooms = Files.list(Path.of(".."))) {
            List<Path> naming = rooms.map(room -> room.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .filter(main -> !main.startsWith(Path.of("../restore-service")))
                    .flatMap(OnlyHereTest::settingsOf)
                    .filter(OnlyHereTest::namesTargets)
                    .toList();

            assertThat(naming).isEmpty();
        }
    }

    private static Stream<Path> settingsOf(Path main) {
        try (Stream<Path> files = Files.walk(main)) {
            return files
                    .filter(file -> file.toString().endsWith("application.properties")
                            || file.toString().endsWith(".java") && text(file).contains("@ConfigMapping("))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean namesTargets(Path file) {
        String text = text(file);
        return text.matches("(?s).*\\bholdfast\\.restore\\b.*") || text.matches("(?s).*\\b\\w+ restore\\(\\);.*");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
