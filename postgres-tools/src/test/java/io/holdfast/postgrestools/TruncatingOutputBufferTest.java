package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruncatingOutputBufferTest {

    private static final String TEXT = "abcdefghijklmnopqrstuvwxyz";

    @ParameterizedTest
    @CsvSource({"0", "1", "4", "5", "9", "10"})
    void what_fits_is_kept_whole(int length) {
        assertThat(written(TEXT.substring(0, length), 3)).isEqualTo(TEXT.substring(0, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 26})
    void otherwise_the_first_and_the_last_half_are_kept(int pieces) {
        assertThat(written(TEXT, pieces)).isEqualTo("abcde\n… 16 bytes left out …\nvwxyz");
    }

    private static String written(String text, int pieces) {
        TruncatingOutputBuffer kept = new TruncatingOutputBuffer(10);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += pieces) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieces));
            kept.write(piece, piece.length);
        }
        return kept.text();
    }
}
