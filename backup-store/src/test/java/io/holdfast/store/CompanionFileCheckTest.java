package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CompanionFileRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanionFileCheckTest {

    private static final ObjectKey ROLES = SampleArtifacts.KEY.companion(CompanionFile.Role.ROLES);
    private static final ObjectKey MANIFEST = SampleArtifacts.KEY.companion(CompanionFile.Role.MANIFEST);

    @TempDir
    Path folder;

    private LocalDirectory directory;
    private BackupCopyRecord copy;

    @BeforeEach
    void a_backup_was_sealed() throws Exception {
        directory = SampleArtifacts.directory(folder);
        try (LocalArtifactWriter writing = SampleArtifacts.finished(directory)) {
            copy = ((SealArtifactResult.Sealed) writing.seal(SampleArtifacts.companions())).copy();
        }
    }

    @Test
    void everything_that_was_sealed_is_recorded_with_the_copy() {
        assertThat(copy.companions())
                .extracting(CompanionFileRecord::suffix)
                .containsExactlyInAnyOrder(".manifest.json", ".roles.sql", ".sha256");
        assertThat(CompanionFileCheck.of(directory, SampleArtifacts.KEY, copy).altered())
                .isEmpty();
    }

    @Test
    void other_roles_are_noticed_whatever_the_checksum_file_says() throws Exception {
        Files.writeString(folder.resolve(ROLES.value()), "alter role postgres password 'x';\n");

        assertThat(CompanionFileCheck.of(directory, SampleArtifacts.KEY, copy).altered())
                .containsExactly(ROLES);
        assertThat(SealedCompanionReader.read(directory, copy, CompanionFile.Role.ROLES))
                .isEmpty();
        assertThat(SealedCompanionReader.read(directory, copy, CompanionFile.Role.MANIFEST))
                .isPresent();
    }

    @Test
    void a_manifest_that_is_gone_is_noticed() throws Exception {
        Files.delete(folder.resolve(MANIFEST.value()));

        assertThat(CompanionFileCheck.of(directory, SampleArtifacts.KEY, copy).gone())
                .containsExactly(MANIFEST);
    }

    @Test
    void a_file_that_nobody_sealed_is_not_read() throws Exception {
        ObjectKey signature = SampleArtifacts.KEY.companion(CompanionFile.Role.SIGNATURE);
        Files.writeString(folder.resolve(signature.value()), "AAAA");

        assertThat(SealedCompanionReader.read(directory, copy, CompanionFile.Role.SIGNATURE))
                .isEmpty();
    }

    @Test
    void companions_of_older_backups_are_not_recorded_and_not_checked() throws Exception {
        BackupCopyRecord before =
                new BackupCopyRecord(copy.destination(), copy.key(), null, copy.bytes(), copy.sha256());
        Files.writeString(folder.resolve(ROLES.value()), "-- other\n");

        CompanionFileCheck check = CompanionFileCheck.of(directory, SampleArtifacts.KEY, before);

        assertThat(check.altered()).isEmpty();
        assertThat(SealedCompanionReader.read(directory, before, CompanionFile.Role.ROLES))
                .contains("-- other\n");
    }
}
