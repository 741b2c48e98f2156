package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} lists the commands and exit codes of the code. */
class CommandLineTest {

    private static final Pattern EXIT_CODE = Pattern.compile("[A-Z]+\\((\\d+), \"([^\"]+)\"\\)");
    private static final Pattern GROUP = Pattern.compile("groups\\.put\\(\"[^\"]+\", List\\.of\\(([^)]*)\\)\\)");
    private static final Pattern WORD = Pattern.compile("\"([a-z-]+)\"");

    private final String section = section();

    @Test
    void every_exit_code_is_explained() {
        String code =
                Checkout.read(Checkout.module("cli").resolve("src/main/java/io/holdfast/cli/context/ExitCode.java"));

        List<String> rows = EXIT_CODE
                .matcher(code)
                .results()
                .map(found -> "| " + found.group(1) + " | " + found.group(2) + " |")
                .toList();

        assertThat(rows).isNotEmpty();
        assertThat(section.substring(section.indexOf("| Code |")).lines().filter(line -> line.matches("\\| \\d+ .*")))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void every_command_is_explained() {
        String code = Checkout.read(Checkout.module("cli").resolve("src/main/java/io/holdfast/cli/Commands.java"));

        List<String> commands = GROUP.matcher(code)
                .results()
                .flatMap(group -> WORD.matcher(group.group(1)).results())
                .map(found -> found.group(1))
                .toList();

        assertThat(commands).isNotEmpty();
        assertThat(section.lines()
                        .filter(line -> line.startsWith("| `"))
                        .flatMap(line -> Pattern.compile("`([a-z-]+)`")
                                .matcher(line.split("\\|", 3)[1])
                                .results())
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    private static String section() {
        String page = Checkout.read(Checkout.OPERATIONS);
        int begin = page.indexOf("\n## The command line\n");
        return page.substring(begin, page.indexOf("\n## ", begin + 1));
    }
}
