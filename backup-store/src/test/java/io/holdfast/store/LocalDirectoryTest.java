package io.holdfast.store;

import static io.holdfast.store.SampleArtifacts.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void a_missing_directory_is_made_for_the_owner_alone() throws IOException {
        LocalDirectory directory = new LocalDirectory("local", folder.resolve("a/b"), FileModes.OWNER);

        assertThat(directory.initialise()).isInstanceOf(InitDestinationResult.Created.class);
        assertThat(directory.initialise()).isInstanceOf(InitDestinationResult.Known.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a/b"))))
                .isEqualTo("rwx------");
    }

    /** Set-group-id: files that another user's service writes there belong to the same group. */
    @Test
    void a_missing_directory_for_a_group_is_made_so_that_the_group_writes_and_is_inherited() throws IOException {
        new LocalDirectory("local", folder.resolve("a/b"), FileModes.GROUP).initialise();

        assertThat(mode(folder.resolve("a"))).isEqualTo("2770");
        assertThat(mode(folder.resolve("a/b"))).isEqualTo("2770");
        assertThat(mode(folder.resolve("a/b").resolve(DestinationMarker.FILE_NAME)))
                .isEqualTo("640");
    }

    @Test
    void an_existing_directory_keeps_the_mode_that_somebody_gave_it() throws IOException {
        Path theirs = Files.createDirectory(
                folder.resolve("theirs"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        new LocalDirectory("local", theirs, FileModes.GROUP).initialise();

        assertThat(mode(theirs)).isEqualTo("750");
    }

    private static String mode(Path path) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(path, "unix:mode") & 07777);
    }

    @Test
    void a_directory_with_foreign_files_is_not_initialised() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThat(new LocalDirectory("local", folder, FileModes.OWNER).initialise())
                .isInstanceOfSatisfying(
                        InitDestinationResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains(DestinationMarker.FILE_NAME));
    }

    @Test
    void without_the_marker_nothing_is_proven() throws IOException {
        LocalDirectory directory = SampleArtifacts.directory(folder);
        SampleArtifacts.seal(directory);
        Files.delete(folder.resolve(DestinationMarker.FILE_NAME));

        assertThat(List.of(
                        directory.list(),
                        directory.stat(KEY),
                        directory.open(KEY),
                        directory.delete(KEY),
                        directory.begin(SampleArtifacts.NAME),
                        directory.leftovers(SampleArtifacts.NAME),
                        directory.sweep(SampleArtifacts.NAME),
                        directory.freeSpace(),
                        RehashArtifact.of(directory, KEY)))
                .allMatch(answer -> answer instanceof DestinationUnavailableResult);
        assertThat(folder.toFile().list()).hasSize(4);
    }

    @Test
    void absence_is_only_reported_with_the_marker() {
        assertThat(SampleArtifacts.directory(folder).stat(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        LocalDirectory directory = SampleArtifacts.directory(folder);
        Path secret = Files.writeString(folder.resolveSibling("secret-" + folder.getFileName()), "secret");
        Files.createSymbolicLink(directory.path(KEY), secret);

        assertThat(directory.open(KEY)).isInstanceOf(ArtifactUnreadableResult.class);
        assertThat(directory.delete(KEY)).isInstanceOf(DeleteArtifactResult.NotDeleted.class);
        assertThat(secret).exists();
        Files.delete(secret);
    }

    @Test
    void a_listing_reports_the_kind_of_each_file() throws IOException {
        LocalDirectory directory = SampleArtifacts.directory(folder);
        SampleArtifacts.seal(directory);
        Files.writeString(folder.resolve(".other_full_20260518_020000.dump.partial"), "");
        Files.writeString(folder.resolve("thesis.txt"), "");

        ListStoredFilesResult listResult = directory.list();

        assertThat(listResult).isInstanceOfSatisfying(ListStoredFilesResult.Listed.class, listed -> {
            assertThat(listed.artifacts()).extracting(StoredFile::fileName).containsExactly(KEY.value());
            assertThat(listed.files())
                    .extracting(StoredFile::nature)
                    .containsExactly(
                            StoredFile.Nature.PARTIAL,
                            StoredFile.Nature.ARTIFACT,
                            StoredFile.Nature.COMPANION,
                            StoredFile.Nature.COMPANION,
                            StoredFile.Nature.COMPANION,
                            StoredFile.Nature.FOREIGN);
            assertThat(listed.files().get(2).artifact()).contains(SampleArtifacts.NAME);
        });
    }

    @Test
    void a_deleted_backup_is_gone_with_its_companions() throws IOException {
        LocalDirectory directory = SampleArtifacts.directory(folder);
        SampleArtifacts.seal(directory);

        assertThat(directory.delete(KEY)).isEqualTo(new DeleteArtifactResult.Deleted(KEY));
        assertThat(folder.toFile().list()).containsExactly(DestinationMarker.FILE_NAME);
        assertThat(directory.delete(KEY)).isEqualTo(new DeleteArtifactResult.AlreadyGone(KEY));
    }

    @Test
    void an_aborted_deletion_leaves_nothing_that_looks_like_a_backup_and_can_be_resumed() throws IOException {
        LocalDirectory directory = SampleArtifacts.directory(folder);
        SampleArtifacts.seal(directory);
        new LocalArtifactDeletion(new DurableFileSystem(FileModes.OWNER), folder).removeArtifact(KEY);

        assertThat(directory.stat(KEY)).isEqualTo(new ArtifactMissingResult(KEY));
        assertThat(directory.delete(KEY)).isEqualTo(new DeleteArtifactResult.AlreadyGone(KEY));
        assertThat(folder.toFile().list()).containsExactly(DestinationMarker.FILE_NAME);
    }

    @Test
    void free_space_is_reported_in_bytes() {
        assertThat(SampleArtifacts.directory(folder).freeSpace())
                .isInstanceOfSatisfying(
                        FreeSpace.Free.class, free -> assertThat(free.bytes()).isPositive());
    }
}
