package io.holdfast.retention.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.ChecksumFile;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.CompanionFile.Role;
import io.holdfast.store.DumpOmission;
import io.holdfast.store.FileModes;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Manifest;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.SealArtifactResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other destinations get the companions that were sealed, not the current files. */
class CompanionsToCopyTest {

    private static final ArtifactName NAME =
            new ArtifactName(new DatabaseId("app"), BackupKind.FULL, Instant.parse("2026-05-18T02:00:00Z"));
    private static final ObjectKey KEY = NAME.key();

    @TempDir
    Path folder;

    private LocalDirectory directory;
    private BackupCopyRecord copy;

    @BeforeEach
    void a_backup_was_sealed() throws Exception {
        directory = new LocalDirectory("local", folder, FileModes.OWNER);
        directory.initialise();
        try (ArtifactWriter writer = ((BeginWriteResult.Begun) directory.begin(NAME)).writing()) {
            writer.stream().write("PGDMP".getBytes(StandardCharsets.UTF_8));
            writer.finish();
            copy = ((SealArtifactResult.Sealed) writer.seal(List.of(
                            new CompanionFile(Role.MANIFEST, "{}"),
                            new CompanionFile(Role.ROLES, "create role app;\n"))))
                    .copy();
        }
    }

    @Test
    void roles_that_were_added_later_with_a_matching_checksum_are_not_copied() throws Exception {
        putWithItsChecksum(Role.ROLES, "alter role postgres password 'x';\n");

        assertThat(CompanionsToCopy.read(directory, KEY, copy).trouble()).isPresent();
    }

    @Test
    void a_file_that_was_not_sealed_is_not_copied() throws Exception {
        putWithItsChecksum(Role.ENCRYPTED_ROLES, "anything");

        CompanionsToCopy companionsToCopy = CompanionsToCopy.read(directory, KEY, copy);

        assertThat(companionsToCopy.trouble()).isEmpty();
        assertThat(companionsToCopy.companions())
                .extracting(CompanionFile::role)
                .containsExactly(Role.MANIFEST, Role.ROLES);
    }

    @Test
    void under_another_name_a_manifest_keeps_all_but_the_name() {
        Manifest known = manifest();
        ObjectKey name = new ObjectKey("app_full_20260518T020000Z_2.dump");
        CompanionsToCopy companionsToCopy = new CompanionsToCopy(List.of(known.asCompanion()), Optional.empty());

        Manifest renamed =
                Manifest.parse(companionsToCopy.as(KEY, name).getFirst().text()).orElseThrow();

        assertThat(renamed)
                .usingRecursiveComparison()
                .ignoringFields("artifact.file", "restore")
                .isEqualTo(known);
        assertThat(renamed.artifact().file()).isEqualTo(name.value());
        assertThat(renamed.restore()).containsExactly("pg_restore " + name);
    }

    /** With a value in every field. */
    private static Manifest manifest() {
        Sha256 sum = new CompanionFile(Role.ROLES, "create role app;\n").sha256();
        return new Manifest(
                Manifest.VERSION,
                new BackupId(new UUID(1, 2)),
                2,
                NAME.database(),
                "app",
                BackupKind.FULL,
                "before the migration",
                NAME.at(),
                NAME.at(),
                NAME.at().plusSeconds(8),
                new Manifest.Artifact(
                        KEY.value(),
                        5,
                        sum,
                        "pg_dump custom",
                        "zstd:1",
                        new Manifest.Encryption(Manifest.Encryption.AGE, List.of("age1x"), 4, sum)),
                new Manifest.Server("17.2", 170002, "UTF8", "C", "C", "UTC", false),
                "17.2",
                List.of(new Manifest.Table("public", "users", 12L)),
                List.of(new Manifest.Extension("vector", "0.8.0")),
                KEY.companion(Role.ROLES).value(),
                "not all",
                List.of("pg_restore " + KEY),
                sum,
                List.of(new Manifest.Fault(Manifest.Fault.INDEX, "public", "users", "users_by_mail")),
                List.of(new DumpOmission(DumpOmission.SUBSCRIPTION, 1, List.of("orders"))));
    }

    private void putWithItsChecksum(Role role, String text) throws Exception {
        Files.writeString(folder.resolve(KEY.companion(role).value()), text);
        Path file = folder.resolve(KEY.companion(Role.CHECKSUM).value());
        Map<ObjectKey, Sha256> sums =
                new HashMap<>(ChecksumFile.parse(Files.readString(file)).sums());
        sums.put(KEY.companion(role), new CompanionFile(role, text).sha256());
        Files.writeString(file, new ChecksumFile(sums).text());
    }
}
