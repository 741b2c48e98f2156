package io.holdfast.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Printable;
import io.holdfast.postgrestools.ServerText;
import org.junit.jupiter.api.Test;

/** Two rooms that must not know each other have the same rule. */
class ServerTextTest {

    @Test
    void of_every_character_both_think_the_same() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = Character.toString(point);
            assertThat(ServerText.line(text)).isEqualTo(Printable.line(text));
            assertThat(ServerText.lines(text)).isEqualTo(Printable.text(text, 10));
        }
    }
}
