package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndedTest {

    @Test
    void a_signal_is_read_from_the_exit_status() {
        Ended killed = Complaints.ended(137, "");

        assertThat(killed.killed()).isTrue();
        assertThat(killed.signal()).isEqualTo(9);
        assertThat(killed.lostItsReader()).isFalse();
        assertThat(Complaints.ended(1, "terminated by user").killed()).isFalse();
    }

    @Test
    void a_broken_pipe_by_signal_is_a_reader_that_left() {
        assertThat(Complaints.ended(141, "").lostItsReader()).isTrue();
    }
}
