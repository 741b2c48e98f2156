package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of settings in the operations page are those of the {@code @ConfigMapping} interfaces. */
class SettingsTest {

    private static final Pattern TABLE =
            Pattern.compile("(?<=<!-- settings of )([a-z-]+)( -->\\n).*?(?=<!-- end of settings -->)", Pattern.DOTALL);

    /** Rooms that have settings. */
    static Stream<String> rooms() {
        return Checkout.rooms().stream()
                .filter(room -> !new ConfigMappings(room).settings().isEmpty())
                .map(room -> room.getFileName().toString());
    }

    @BeforeAll
    static void write_when_asked() {
        if ("write".equals(System.getProperty("holdfast.documents"))) {
            Matcher table = TABLE.matcher(Checkout.read(Checkout.OPERATIONS));
            Checkout.write(
                    Checkout.OPERATIONS,
                    table.replaceAll(found ->
                            Matcher.quoteReplacement(found.group(1) + found.group(2) + table(found.group(1)))));
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void the_operations_page_lists_every_setting_with_its_default(String room) {
        String page = Checkout.read(Checkout.OPERATIONS);

        assertThat(page)
                .as("Write it anew: " + Checkout.WRITE)
                .contains("<!-- settings of " + room + " -->\n" + table(room) + "<!-- end of settings -->");
    }

    @Test
    void no_table_is_of_a_room_without_settings() {
        List<String> tables = TABLE.matcher(Checkout.read(Checkout.OPERATIONS))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(tables).containsExactlyInAnyOrderElementsOf(rooms().toList());
    }

    private static String table(String room) {
        RunbookNames runbook = new RunbookNames();
        return Files.isDirectory(Checkout.room(room))
                ? "| Setting | Default | Meaning |\n|---|---|---|\n"
                        + new ConfigMappings(Checkout.room(room))
                                .settings().stream()
                                        .map(setting -> setting.row(runbook) + "\n")
                                        .collect(Collectors.joining())
                : "";
    }
}
