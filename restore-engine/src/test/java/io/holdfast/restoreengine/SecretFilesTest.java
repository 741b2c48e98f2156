package io.holdfast.restoreengine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.secret.SecretFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Secret files in the forms that people write. Both modules read them by the same rules. */
class SecretFilesTest {

    private static final String SECRET = "Zürich ß 日本";

    @TempDir
    Path folder;

    static Stream<Arguments> read() {
        return Stream.of(
                Arguments.of("no end of line", SECRET.getBytes(UTF_8), SECRET),
                Arguments.of("LF", (SECRET + "\n").getBytes(UTF_8), SECRET),
                Arguments.of("CR LF", (SECRET + "\r\n").getBytes(UTF_8), SECRET),
                Arguments.of("CR", (SECRET + "\r").getBytes(UTF_8), SECRET),
                Arguments.of("several ends of lines", (SECRET + "\n\n\n").getBytes(UTF_8), SECRET),
                Arguments.of("byte order mark", ("\ufeff" + SECRET + "\r\n").getBytes(UTF_8), SECRET),
                Arguments.of("trailing blank", (SECRET + " \n").getBytes(UTF_8), SECRET + " "),
                Arguments.of("trailing tab", (SECRET + "\t\n").getBytes(UTF_8), SECRET + "\t"),
                Arguments.of("leading blank", (" " + SECRET + "\n").getBytes(UTF_8), " " + SECRET),
                Arguments.of("only a blank", " \n".getBytes(UTF_8), " "),
                Arguments.of("a second line", (SECRET + "\n# of the role app\n").getBytes(UTF_8), SECRET),
                Arguments.of("decomposed", "Zu\u0308rich\n".getBytes(UTF_8), "Zu\u0308rich"),
                Arguments.of("a no-break space", "a\u00a0\n".getBytes(UTF_8), "a\u00a0"),
                Arguments.of("10,000 characters", "ü".repeat(10_000).getBytes(UTF_8), "ü".repeat(10_000)));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("empty", new byte[0], "is empty"),
                Arguments.of("byte order mark alone", "\ufeff".getBytes(UTF_8), "is empty"),
                Arguments.of("an empty first line", ("\n" + SECRET).getBytes(UTF_8), "has an empty first line"),
                Arguments.of("UTF-16 of Windows", ("\ufeff" + SECRET).getBytes(UTF_16LE), "is in UTF-16, not UTF-8"),
                Arguments.of("UTF-16", ("\ufeff" + SECRET).getBytes(UTF_16BE), "is in UTF-16, not UTF-8"),
                Arguments.of(
                        "UTF-16 without a mark",
                        "secret".getBytes(UTF_16LE),
                        "contains a zero byte: it is in UTF-16 or UTF-32, or is not text"),
                Arguments.of(
                        "zero byte",
                        "sec\0ret".getBytes(UTF_8),
                        "contains a zero byte: it is in UTF-16 or UTF-32, or is not text"),
                Arguments.of(
                        "Latin-1",
                        "Zürich".getBytes(ISO_8859_1),
                        "is not in UTF-8 but possibly in Latin-1: check byte 2"),
                Arguments.of("too long", new byte[70_000], "is longer than 64 KiB"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("read")
    void what_people_write_is_read(String form, byte[] bytes, String secret) throws IOException {
        Path file = Files.write(folder.resolve("secret"), bytes);

        assertThat(SecretFileReader.firstLine(file)).isEqualTo(secret);
        assertThat(io.holdfast.postgrestools.PostgresSecretFileReader.firstLine(file))
                .isEqualTo(secret);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_would_be_another_secret_is_refused_by_the_name_of_the_file(String form, byte[] bytes, String what)
            throws IOException {
        assertRefused(Files.write(folder.resolve("secret"), bytes), what);
    }

    @Test
    void a_folder_and_a_missing_file_are_refused_as_such() {
        assertRefused(folder, "is a folder");
        assertRefused(folder.resolve("absent"), "does not exist (NoSuchFileException)");
    }

    private static void assertRefused(Path file, String what) {
        assertThat(refusal(() -> SecretFileReader.firstLine(file))).isEqualTo(file + " " + what);
        assertThat(refusal(() -> io.holdfast.postgrestools.PostgresSecretFileReader.firstLine(file)))
                .isEqualTo(file + " " + what);
    }

    private interface Reading {
        String read() throws IOException;
    }

    private static String refusal(Reading reading) {
        try {
            return "read: " + reading.read();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
