package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramExitResultTest {

    @Test
    void a_signal_is_read_from_the_exit_status() {
        ProgramExitResult killed = ErrorOutputs.exitResult(137, "");

        assertThat(killed.killed()).isTrue();
        assertThat(killed.signal()).isEqualTo(9);
        assertThat(killed.lostItsReader()).isFalse();
        assertThat(ErrorOutputs.exitResult(1, "terminated by user").killed()).isFalse();
    }

    @Test
    void a_sigpipe_means_that_the_reader_ended() {
        assertThat(ErrorOutputs.exitResult(141, "").lostItsReader()).isTrue();
    }
}
