package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help text of each command is the one in {@code src/test/resources/help}. */
class HelpTextTest {

    private static final String FOLDER = "help";

    static Stream<String> commands() {
        return all(new TypedCommand().line())
                .map(command -> command.getCommandSpec().qualifiedName());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTextTest::all));
    }

    private static String fileOf(String command) {
        return command.replace(' ', '-') + ".txt";
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_help_text_is_that_of_the_golden_file(String command) {
        String help = all(new TypedCommand().line())
                .filter(one -> one.getCommandSpec().qualifiedName().equals(command))
                .map(one -> one.getUsageMessage(Ansi.OFF))
                .findFirst()
                .orElseThrow();

        assertThat(help)
                .isEqualTo(GoldenFile.named(FOLDER + "/" + fileOf(command)).expected(help));
    }

    @Test
    void no_golden_file_is_left_over() throws IOException {
        try (Stream<Path> files = Files.list(GoldenFile.named(FOLDER).path())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .allMatch(commands().map(HelpTextTest::fileOf).toList()::contains);
        }
    }
}
