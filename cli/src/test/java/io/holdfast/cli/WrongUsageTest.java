package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongUsageTest {

    private final TypedCommand holdfast = new TypedCommand();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bakup                                      | did you mean backup
            ''                                         | holdfast --help
            backup --database app --kind everything    | full or schema_only
            backup --database app --wait perfection    | completed, verified or protected
            backup --database app --wait --timeout soon| is not a positive duration
            backup --database app --timeout 0s         | is not a positive duration
            backup --databse app                       | did you mean --database
            hold                                       | --reason
            show                                       | BACKUP
            show ab                                    | too short
            events --from yesterday                    | is not a time
            approve 12 --database app --reason x       | PLAN
            list --output xml                          | text or json
            list -n many                               | many
            list --url retention=nowhere               | is not an HTTP URL
            list --kafka-properties                    | --kafka-properties
            dev                                        | SERVICE
            dev backup                                 | scheduler-service, dump-service, verify-service, retention-service, restore-service, notify-service
            """)
    void wrong_usage_is_one_sentence_with_a_hint_and_exit_code_2(String line, String expected) {
        holdfast.environment.put("HOLDFAST_RETENTION_URL", "http://127.0.0.1:1");

        int exit = holdfast.run(line.isEmpty() ? new String[0] : line.strip().split(" +"));

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains(expected).contains("hint:").doesNotContain("\tat ");
        assertThat(holdfast.err().lines()).hasSize(2);
        assertThat(holdfast.out()).isEmpty();
    }

    @Test
    void a_stack_trace_is_shown_only_with_verbose() {
        holdfast.run("show", "ab", "--verbose", "--url", "retention=http://127.0.0.1:1");

        assertThat(holdfast.err()).contains("\tat ");
    }

    @Test
    void every_command_has_a_help_text_with_its_options() {
        for (String command : List.of("hold", "release", "accept", "verify", "cancel", "approve")) {
            assertThat(holdfast.run(command, "--help")).isZero();
            assertThat(holdfast.out()).contains("Usage: holdfast " + command, "--timeout");
        }
    }

    @Test
    void every_command_is_in_the_help_text() {
        holdfast.run("--help");

        assertThat(holdfast.out()).contains("Backups:", "Decisions:");
        for (String command : holdfast.commands()) {
            assertThat(holdfast.out()).containsPattern("(?m)^  " + command + " ");
        }
    }
}
