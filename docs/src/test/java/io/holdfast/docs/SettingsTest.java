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

/** The tables of settings in {@code docs/operations.md} match the {@code @ConfigMapping} interfaces. */
class SettingsTest {

    private static final Pattern TABLE =
            Pattern.compile("(?<=<!-- settings of )([a-z-]+)( -->\\n).*?(?=<!-- end of settings -->)", Pattern.DOTALL);

    /** Modules that have settings. */
    static Stream<String> modules() {
        return Checkout.modules().stream()
                .filter(module -> !new ConfigMappings(module).settings().isEmpty())
                .map(module -> module.getFileName().toString());
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
    @MethodSource("modules")
    void the_operations_page_lists_every_setting_with_its_default(String module) {
        String page = Checkout.read(Checkout.OPERATIONS);

        assertThat(page)
                .as("Write it again: " + Checkout.WRITE)
                .contains("<!-- settings of " + module + " -->\n" + table(module) + "<!-- end of settings -->");
    }

    @Test
    void every_table_belongs_to_a_module_with_settings() {
        List<String> tables = TABLE.matcher(Checkout.read(Checkout.OPERATIONS))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(tables).containsExactlyInAnyOrderElementsOf(modules().toList());
    }

    private static String table(String module) {
        RunbookNames runbook = new RunbookNames();
        return Files.isDirectory(Checkout.module(module))
                ? "| Setting | Default | Meaning |\n|---|---|---|\n"
                        + new ConfigMappings(Checkout.module(module))
                                .settings().stream()
                                        .map(setting -> setting.row(runbook) + "\n")
                                        .collect(Collectors.joining())
                : "";
    }
}
