package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.Sha256;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManifestTest {

    @Test
    void it_is_read_back_as_it_was_written() {
        Manifest manifest = SampleArtifacts.withEverything();

        assertThat(Manifest.parse(manifest.asCompanion().text())).contains(manifest);
    }

    @Test
    void under_another_name_everything_else_stays() throws ReflectiveOperationException {
        Manifest known = SampleArtifacts.withEverything();
        Manifest.Artifact artifact =
                new Manifest.Artifact("other.dump", 1, SampleArtifacts.sum(), "pg_dump custom", "none");

        Manifest renamed = known.withArtifact(artifact, List.of("true"));

        assertThat(renamed.artifact()).isEqualTo(artifact);
        assertThat(renamed.restore()).containsExactly("true");
        for (RecordComponent component : Manifest.class.getRecordComponents()) {
            if (!Set.of("artifact", "restore").contains(component.getName())) {
                assertThat(component.getAccessor().invoke(renamed))
                        .as(component.getName())
                        .isEqualTo(component.getAccessor().invoke(known));
            }
        }
    }

    @Test
    void what_is_no_manifest_or_of_a_later_version_is_not_read() {
        String later = SampleArtifacts.manifest().asCompanion().text().replace("\"version\" : 1,", "\"version\" : 2,");

        assertThat(Manifest.parse(later)).isEmpty();
        assertThat(Manifest.parse("{}")).isEmpty();
        assertThat(Manifest.parse("null")).isEmpty();
        assertThat(Manifest.parse("PGDMP")).isEmpty();
        assertThat(Manifest.parse("{\"version\":1}")).isEmpty();
    }

    @Test
    void its_commands_are_safe_for_a_shell_whatever_the_database_is_called() {
        assertThat(SampleArtifacts.manifest().restore())
                .containsExactly(
                        "sha256sum -c app_full_20260518_020000.dump.sha256",
                        "psql -X -d postgres -f app_full_20260518_020000.dump.roles.sql"
                                + "  # optional: roles that exist already give errors that can be ignored",
                        "createdb --template=template0 --encoding=UTF8 --lc-collate=de_DE.UTF-8 --lc-ctype=C"
                                + " 'app; drop_restored'",
                        "pg_restore --exit-on-error --no-owner --no-privileges -d 'app; drop_restored'"
                                + " app_full_20260518_020000.dump");
    }

    @Test
    void for_an_encrypted_artifact_it_has_the_recipients_and_both_checksums() {
        Manifest manifest = SampleArtifacts.manifest();
        Manifest.Artifact plain = manifest.artifact();
        Manifest.Encryption encryption =
                new Manifest.Encryption(Manifest.Encryption.AGE, List.of("age1xyz"), plain.bytes(), plain.sha256());
        Manifest.Artifact encrypted = new Manifest.Artifact(
                "a.dump.age", 300, new Sha256("ab".repeat(32)), plain.format(), plain.compression(), encryption);

        String text = SampleArtifacts.manifest(encrypted).asCompanion().text();

        assertThat(Manifest.parse(text).orElseThrow().artifact()).isEqualTo(encrypted);
        assertThat(text).contains("\"plainSha256\" : \"" + plain.sha256(), "\"recipients\" : [ \"age1xyz\" ]");
    }

    @Test
    void a_manifest_from_before_there_was_encryption_is_still_read() {
        assertThat(SampleArtifacts.manifest().asCompanion().text()).doesNotContain("encryption");
    }

    @Test
    void an_encrypted_artifact_is_decrypted_on_its_way() {
        ObjectKey key = new ArtifactName(
                        SampleArtifacts.NAME.database(), BackupKind.FULL, SampleArtifacts.NAME.at(), true)
                .key();

        List<String> commands = ManualRestoreCommands.of(
                key, "app", BackupKind.FULL, SampleArtifacts.manifest().server(), true);

        assertThat(commands.getFirst()).isEqualTo("sha256sum -c app_full_20260518_020000.dump.age.sha256");
        assertThat(commands.get(1))
                .startsWith(
                        "age -d -i KEYFILE app_full_20260518_020000.dump.age.roles.sql.age | psql -X -d postgres -f -");
        assertThat(commands.getLast())
                .isEqualTo("age -d -i KEYFILE app_full_20260518_020000.dump.age"
                        + " | pg_restore --exit-on-error --no-owner --no-privileges -d app_restored");
    }

    @Test
    void a_checksum_file_is_read_back_and_strange_lines_are_skipped() {
        ChecksumFile file = new ChecksumFile(Map.of(SampleArtifacts.KEY, SampleArtifacts.sum()));

        ChecksumFile read =
                ChecksumFile.parse("# a comment\n" + file.text() + SampleArtifacts.sum() + "  ../../etc/passwd\n");

        assertThat(read).isEqualTo(file);
    }
}
