package io.holdfast.restoreengine.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.restoreengine.live.SequencePosition.Move;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SequencePositionTest {

    private static final long MAX = Long.MAX_VALUE;

    @Test
    void a_new_sequence_restarts_behind_the_largest_value() {
        assertThat(ascending(1, false, 1).beyond(number("500"))).isEqualTo(new Move.Restarts(501));
    }

    @Test
    void one_that_has_given_out_the_largest_value_stays() {
        assertThat(ascending(500, true, 1).beyond(number("500"))).isEqualTo(new Move.Stays());
    }

    @Test
    void one_that_would_give_out_the_largest_value_next_moves_by_one() {
        assertThat(ascending(500, false, 1).beyond(number("500"))).isEqualTo(new Move.Restarts(501));
    }

    @Test
    void it_keeps_its_steps() {
        assertThat(ascending(3, false, 10).beyond(number("193"))).isEqualTo(new Move.Restarts(203));
        assertThat(ascending(3, true, 10).beyond(number("192"))).isEqualTo(new Move.Restarts(193));
    }

    @Test
    void one_that_descends_moves_downwards() {
        assertThat(new SequencePosition(-1, false, -1, Long.MIN_VALUE, -1).beyond(number("-30")))
                .isEqualTo(new Move.Restarts(-31));
        assertThat(new SequencePosition(-31, true, -1, Long.MIN_VALUE, -1).beyond(number("-30")))
                .isEqualTo(new Move.Stays());
    }

    @Test
    void a_fraction_counts_as_the_number_that_it_hides() {
        assertThat(ascending(1, false, 1).beyond(number("7.9"))).isEqualTo(new Move.Restarts(8));
    }

    @Test
    void no_value_is_left_beyond_the_end() {
        assertThat(ascending(1, false, 1).beyond(BigDecimal.valueOf(MAX))).isEqualTo(new Move.Exhausted());
        assertThat(ascending(MAX, true, 1).beyond(BigDecimal.valueOf(MAX))).isEqualTo(new Move.Stays());
        assertThat(ascending(1, false, 1).beyond(number("1e30"))).isEqualTo(new Move.Exhausted());
    }

    private static SequencePosition ascending(long last, boolean called, long increment) {
        return new SequencePosition(last, called, increment, 1, MAX);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
