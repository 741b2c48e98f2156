package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingsCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitConfigTest {

    /** A setting with a default that does not belong to a database, destination, target or sink. */
    private static final Pattern COMMENTED_DEFAULT =
            Pattern.compile("(?m)^#(holdfast\\.(?!databases|destinations|restore\\.targets|notify\\.sinks)[^=]+=.+)$");

    @TempDir
    Path folder;

    private final TypedCommand holdfast = new TypedCommand();

    @Test
    void the_file_can_be_read_by_its_owner_only() throws IOException {
        Path file = folder.resolve("holdfast.properties");

        int exit = holdfast.run("config", "init", file.toString());

        assertThat(exit).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(holdfast.out()).contains("hint:", "holdfast config check");
    }

    @Test
    void an_existing_file_is_not_replaced() throws IOException {
        Path file = Files.writeString(folder.resolve("holdfast.properties"), "mine\n");

        int exit = holdfast.run("config", "init", file.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(holdfast.err()).contains("already exists", "hint:");
        assertThat(file).hasContent("mine\n");
    }

    @Test
    void without_a_name_the_file_is_printed() {
        int exit = holdfast.run("config", "init");

        assertThat(exit).isZero();
        String printed = holdfast.out();
        holdfast.run("config", "init", "-");
        assertThat(holdfast.out()).isEqualTo(printed).startsWith("# Settings of Holdfast");
    }

    @Test
    void it_has_every_setting_of_the_catalogue() {
        holdfast.run("config", "init");

        SettingsCatalog catalog = SettingsCatalog.load();
        assertThat(holdfast.out()
                        .lines()
                        .filter(line -> line.matches("#?holdfast\\..*"))
                        .map(line -> catalog.find(line.replaceFirst("^#", "").replaceFirst("=.*", ""))
                                .map(SettingDefinition::name)
                                .orElse(line)))
                .containsAll(catalog.definitions().stream()
                        .map(SettingDefinition::name)
                        .toList());
    }

    @Test
    void a_blank_that_is_left_is_an_error() throws IOException {
        holdfast.run("config", "init");

        assertThat(checked(holdfast.out()))
                .contains(":7: error: holdfast.databases.app.host: the placeholder was not replaced by a value")
                .endsWith("checked 4 settings of 1 database: 4 errors, 0 warnings\n");
    }

    @Test
    void it_passes_the_check_when_its_blanks_are_filled_in() throws IOException {
        assertThat(checked(filledIn())).isEqualTo("checked 4 settings of 1 database: 0 errors, 0 warnings\n");
    }

    @Test
    void it_passes_the_check_with_the_defaults_that_are_commented_out() throws IOException {
        String all = COMMENTED_DEFAULT.matcher(filledIn()).replaceAll("$1");

        assertThat(checked(all)).endsWith(" 0 errors, 0 warnings\n");
        assertThat(holdfast.out()).doesNotContain("checked 4 settings");
    }

    private String filledIn() throws IOException {
        Files.writeString(folder.resolve("app.password"), "hunter2\n");
        holdfast.run("config", "init");
        return holdfast.out()
                .replace("password-file=FILL-IN", "password-file=app.password")
                .replace("=FILL-IN", "=db");
    }

    private String checked(String text) throws IOException {
        Path file = folder.resolve("filled.properties");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        holdfast.run("config", "check", "--offline", file.toString());
        return holdfast.out();
    }
}
