package io.holdfast.verify.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.verify.storage.FingerprintKeyFile.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintKeyTest {

    private static final String OURS = "0123456789abcdef0123456789abcdef";
    private static final String THEIRS = "fedcba9876543210fedcba9876543210";

    /** The plain fingerprint of the row "1", which anyone can compute who guesses the row. */
    private static final Fingerprint GUESSED =
            new Fingerprint(1, "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");

    @TempDir
    Path folder;

    @Test
    void equal_rows_have_equal_fingerprints_within_an_installation() {
        assertThat(new FingerprintKey(OURS).of(GUESSED)).isEqualTo(new FingerprintKey(OURS).of(GUESSED));
    }

    @Test
    void it_is_what_openssl_computes() {
        // (printf holdfast-fingerprint-1; printf 0000000000000001SUM | xxd -r -p) | openssl dgst -sha256 -hmac KEY
        assertThat(new FingerprintKey(OURS).of(GUESSED))
                .isEqualTo("06ef98d71ee81b36e4c099babf677d8ce50cf61cd127d91ef351a63d8d7f39af");
    }

    @Test
    void a_guess_confirms_nothing_without_the_key() {
        assertThat(new FingerprintKey(OURS).of(GUESSED))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(GUESSED.sum())
                .isNotEqualTo(new FingerprintKey(THEIRS).of(GUESSED));
    }

    @Test
    void other_rows_and_another_number_of_rows_have_other_fingerprints() {
        FingerprintKey key = new FingerprintKey(OURS);

        assertThat(key.of(GUESSED))
                .isNotEqualTo(key.of(new Fingerprint(2, GUESSED.sum())))
                .isNotEqualTo(key.of(Fingerprint.OF_NOTHING));
    }

    @Test
    void a_replaced_key_counts_at_once() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), OURS + "\n");
        FingerprintKeyFile keys = new FingerprintKeyFile(Optional.of(file));
        String before = shown(keys);

        Files.writeString(file, THEIRS + "\n");

        assertThat(shown(keys)).isNotEqualTo(before).isEqualTo(new FingerprintKey(THEIRS).of(GUESSED));
    }

    @Test
    void what_is_no_key_is_not_used_and_never_shown() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "too-short\n");

        assertThat(new FingerprintKeyFile(Optional.of(file)).read())
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.why()).contains("32").doesNotContain("too-short"));
        assertThat(new FingerprintKeyFile(Optional.of(folder.resolve("none"))).read())
                .isInstanceOf(Reading.Unusable.class);
        assertThat(new FingerprintKeyFile(Optional.empty()).read()).isInstanceOf(Reading.NotConfigured.class);
        assertThatThrownBy(() -> new FingerprintKey("too-short")).hasMessageNotContaining("too-short");
        assertThat(new FingerprintKey(OURS)).hasToString("fingerprint key");
    }

    private static String shown(FingerprintKeyFile keys) {
        return ((Reading.Usable) keys.read()).key().of(GUESSED);
    }
}
