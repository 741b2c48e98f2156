package io.holdfast.store;

import static io.holdfast.store.SampleArtifacts.KEY;
import static io.holdfast.store.SampleArtifacts.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealArtifactResultTest {

    @TempDir
    Path folder;

    private LocalDirectory directory;

    @BeforeEach
    void a_destination() {
        directory = SampleArtifacts.directory(folder);
    }

    @Test
    void a_sealed_artifact_has_its_name_its_companions_and_nothing_else() throws IOException {
        SampleArtifacts.seal(directory);

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        DestinationMarker.FILE_NAME,
                        KEY.value(),
                        KEY + ".manifest.json",
                        KEY + ".roles.sql",
                        KEY + ".sha256");
        assertThat(RehashArtifact.of(directory, KEY))
                .isEqualTo(new RehashArtifactResult.Hashed(KEY, SampleArtifacts.BYTES.length, SampleArtifacts.sum()));
    }

    @Test
    void sha256sum_accepts_the_checksum_file() throws Exception {
        SampleArtifacts.seal(directory);

        assertThat(sha256sum()).isZero();
    }

    @Test
    void sha256sum_refuses_a_changed_artifact() throws Exception {
        SampleArtifacts.seal(directory);
        Files.writeString(directory.path(KEY), "PGDMP and no more");

        assertThat(sha256sum()).isEqualTo(1);
    }

    private int sha256sum() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sha256sum", "--strict", "-c", KEY + ".sha256")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @Test
    void only_the_owner_may_read_what_is_written() throws IOException {
        SampleArtifacts.seal(directory);

        for (var file : folder.toFile().listFiles()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
                    .as(file.getName())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_group_may_read_if_that_is_configured() throws IOException {
        LocalDirectory shared = new LocalDirectory("local", folder.resolve("shared"), FileModes.GROUP);
        shared.initialise();
        SampleArtifacts.seal(shared);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.path(KEY))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void an_existing_file_is_never_overwritten() throws IOException {
        LocalArtifactWriter writing = SampleArtifacts.finished(directory);
        Files.writeString(directory.path(KEY), "somebody else's");

        SealArtifactResult sealResult = writing.seal(SampleArtifacts.companions());
        writing.close();

        assertThat(sealResult).isEqualTo(new ArtifactNameTakenResult(KEY));
        assertThat(directory.path(KEY)).hasContent("somebody else's");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(DestinationMarker.FILE_NAME, KEY.value());
    }

    @Test
    void a_name_with_any_stored_file_is_not_started() throws IOException {
        Files.writeString(folder.resolve(KEY + ".sha256"), "");

        assertThat(directory.begin(NAME)).isEqualTo(new ArtifactNameTakenResult(KEY));
    }

    @Test
    void a_writing_that_is_given_up_leaves_nothing() throws IOException {
        SampleArtifacts.finished(directory).close();

        assertThat(directory.leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    @Test
    void a_swept_writer_cannot_seal_any_more() throws IOException {
        LocalArtifactWriter asleep = SampleArtifacts.finished(directory);
        directory.sweep(NAME);

        SealArtifactResult sealResult = asleep.seal(SampleArtifacts.companions());
        asleep.close();

        assertThat(sealResult).isEqualTo(new UnsealedArtifactRemovedResult(KEY));
        assertThat(directory.leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    @Test
    void a_crash_while_writing_leaves_files_that_the_sweep_removes() throws IOException {
        SampleArtifacts.begun(directory).stream().write(SampleArtifacts.BYTES);

        assertThat(directory.leftovers(NAME)).isEqualTo(new UnfinishedWriteState.Unsealed(KEY));
        assertThat(directory.sweep(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
    }

    @Test
    void a_crash_after_the_companions_leaves_files_that_the_sweep_removes() throws IOException {
        SampleArtifacts.finished(directory).writeCompanions(SampleArtifacts.companions(), SampleArtifacts.sum());

        assertThat(directory.sweep(NAME)).isEqualTo(new UnfinishedWriteState.Nothing(KEY));
        assertThat(folder.toFile().list()).containsExactly(DestinationMarker.FILE_NAME);
    }

    @Test
    void a_crash_after_the_name_leaves_a_complete_artifact() throws IOException {
        LocalArtifactWriter writing = SampleArtifacts.finished(directory);
        writing.writeCompanions(SampleArtifacts.companions(), SampleArtifacts.sum());
        writing.giveName();

        assertThat(directory.sweep(NAME)).isEqualTo(new UnfinishedWriteState.SealedThere(KEY));
        assertThat(folder.toFile().list()).hasSize(5);
    }

    @Test
    void a_crash_between_link_and_unlink_leaves_a_complete_artifact_and_the_sweep_removes_its_second_name()
            throws IOException {
        SampleArtifacts.seal(directory);
        Files.createLink(folder.resolve(PartialFileName.of(KEY)), directory.path(KEY));

        assertThat(directory.sweep(NAME)).isEqualTo(new UnfinishedWriteState.SealedThere(KEY));
        assertThat(folder.toFile().list()).hasSize(5);
    }

    @Test
    void a_full_disk_is_distinguished_from_a_broken_one() throws IOException {
        try (var device =
                java.nio.channels.FileChannel.open(Path.of("/dev/full"), java.nio.file.StandardOpenOption.WRITE)) {
            HashingOutputStream stream = new HashingOutputStream(device, folder, "local", ArtifactWriteOptions.NONE);

            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                            StorageWriteException.class, () -> stream.write(SampleArtifacts.BYTES)))
                    .matches(StorageWriteException::isFull)
                    .hasMessageContaining("no space left at 'local' after 0 bytes");
        }
    }
}
