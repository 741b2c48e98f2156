package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTextSanitizerTest {

    /** A table's name in a server's error, chosen by its owner: it clears the screen, sets the title, and reverses the text direction. */
    private static final String NAME = "a\u001b[2J\u009b2J\u001b]0;t\u0007\u202eb\u2028c\r";

    private static final ProgramExitResult ENDED = ErrorOutputs.exitResult(
            1, "pg_dump: error: ERROR:  42501: permission denied for table \"" + NAME + "\"\nDETAIL:  two\tlines\n");

    @Test
    void a_programs_output_keeps_its_lines_and_no_other_control_characters() {
        assertThat(ENDED.complaint().text())
                .isEqualTo("pg_dump: error: ERROR:  42501: permission denied for table \"a?[2J?2J?]0;t??b?c?\"\n"
                        + "DETAIL:  two\tlines\n");
    }
}
