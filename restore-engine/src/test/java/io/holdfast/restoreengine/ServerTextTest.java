package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.postgrestools.ServerTextSanitizer;
import org.junit.jupiter.api.Test;

/** Two modules that must not depend on each other have the same rule. */
class ServerTextTest {

    @Test
    void of_every_character_both_think_the_same() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = Character.toString(point);
            assertThat(ServerTextSanitizer.line(text)).isEqualTo(ControlCharacterSanitizer.line(text));
            assertThat(ServerTextSanitizer.lines(text)).isEqualTo(ControlCharacterSanitizer.text(text, 10));
        }
    }
}
