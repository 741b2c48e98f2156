package io.holdfast.notify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkSecretFileReaderTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_file() {
        file = folder.resolve("secret");
    }

    @Test
    void a_byte_order_mark_and_spaces_around_a_url_are_ignored() throws IOException {
        Files.writeString(file, "\ufeff  https://hooks.example/1 \r\n");

        assertThat(SinkSecretFileReader.firstWord(file, "url-file")).isEqualTo("https://hooks.example/1");
    }

    @Test
    void a_space_at_the_end_is_part_of_a_password() throws IOException {
        Files.writeString(file, "pass word \r\n");

        assertThat(SinkSecretFileReader.password(file, "password-file")).isEqualTo("pass word ");
    }

    @Test
    void a_file_in_another_encoding_is_reported_without_its_content() throws IOException {
        Files.write(file, "Zürich".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> SinkSecretFileReader.text(file, "secret-file"))
                .isInstanceOf(SinkSettingsException.class)
                .hasMessageStartingWith("the file of secret-file cannot be used: " + file + " is not in UTF-8")
                .hasMessageNotContaining("rich");
    }
}
