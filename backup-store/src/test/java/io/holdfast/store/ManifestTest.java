package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTest {

    @Test
    void it_is_read_back_as_it_was_written() {
        Manifest manifest = Sample.manifest();

        assertThat(Manifest.parse(manifest.asCompanion().text())).contains(manifest);
    }

    @Test
    void what_is_no_manifest_or_of_a_later_version_is_not_read() {
        String later = Sample.manifest().asCompanion().text().replace("\"version\" : 1,", "\"version\" : 2,");

        assertThat(Manifest.parse(later)).isEmpty();
        assertThat(Manifest.parse("{}")).isEmpty();
        assertThat(Manifest.parse("null")).isEmpty();
        assertThat(Manifest.parse("PGDMP")).isEmpty();
        assertThat(Manifest.parse("{\"version\":1}")).isEmpty();
    }

    @Test
    void its_commands_are_safe_for_a_shell_whatever_the_database_is_called() {
        assertThat(Sample.manifest().restore())
                .containsExactly(
                        "sha256sum -c app_full_20260518_020000.dump.sha256",
                        "psql -d postgres -f app_full_20260518_020000.dump.roles.sql"
                                + "  # optional: roles that exist already give errors that can be ignored",
                        "createdb --template=template0 --encoding=UTF8 --lc-collate=de_DE.UTF-8 --lc-ctype=C"
                                + " 'app; drop_restored'",
                        "pg_restore --exit-on-error --no-owner --no-privileges -d 'app; drop_restored'"
                                + " app_full_20260518_020000.dump");
    }

    @Test
    void a_checksum_file_is_read_back_and_strange_lines_are_skipped() {
        ChecksumFile file = new ChecksumFile(Map.of(Sample.KEY, Sample.sum()));

        ChecksumFile read = ChecksumFile.parse("# a comment\n" + file.text() + Sample.sum() + "  ../../etc/passwd\n");

        assertThat(read).isEqualTo(file);
    }
}
