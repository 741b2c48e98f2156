package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentationTest {

    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("../docs/cli.md"));
    }

    @ParameterizedTest
    @EnumSource
    void every_exit_code_is_documented_with_its_meaning(ExitCode exitCode) {
        assertThat(page).contains("| " + exitCode.number() + " | " + exitCode.meaning() + " |");
    }

    @Test
    void every_command_that_asks_or_looks_is_documented() {
        for (String command : new TypedCommand().commands()) {
            if (!Commands.GROUPS.getOrDefault("Local stack", List.of()).contains(command)) {
                assertThat(page).contains("| `" + command);
            }
        }
    }
}
