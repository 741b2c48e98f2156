package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastStartSettingsStoreTest {

    private static final Map<String, String> SETTINGS = Map.of("a", "1", "b", "hush-hush", "#c:=", "ü");

    @TempDir
    Path home;

    @Test
    void the_same_settings_are_no_change() {
        LastStartSettingsStore record = recorded();

        assertThat(record.change(SETTINGS))
                .hasValueSatisfying(change -> assertThat(change.isEmpty()).isTrue());
    }

    @Test
    void added_changed_and_removed_settings_are_named_in_order() {
        LastStartSettingsStore record = recorded();

        assertThat(record.change(Map.of("a", "1", "b", "changed", "z", "new")))
                .hasValueSatisfying(change -> assertThat(change).hasToString("#c:=, b, z"));
    }

    @Test
    void without_a_start_record_the_changes_are_unknown() {
        assertThat(new LastStartSettingsStore(home).change(SETTINGS)).isEmpty();
    }

    @Test
    void no_value_is_in_the_file_and_only_its_owner_reads_it() throws IOException {
        recorded();

        Path file = home.resolve("started-with.properties");
        assertThat(Files.readString(file)).doesNotContain("hush-hush");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_first_of_many_changes_are_named() {
        Map<String, String> many = new TreeMap<>();
        IntStream.range(0, 8).forEach(i -> many.put("s" + i, ""));

        assertThat(ServiceSettingsChange.between(Map.of(), many)).hasToString("s0, s1, s2, s3, s4 and 3 more");
    }

    private LastStartSettingsStore recorded() {
        LastStartSettingsStore record = new LastStartSettingsStore(home);
        record.write(SETTINGS);
        return record;
    }
}
