package io.holdfast.store;

import static io.holdfast.store.SampleArtifacts.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power failure leaves of a directory, at any step and for any order in which a file system may have kept the names. */
class PowerCutTest {

    private static final Map<String, String> SEALED = sealed();

    @TempDir
    Path parent;

    private ForgetfulDisk disk;
    private LocalDirectory directory;

    @BeforeEach
    void a_destination() throws IOException {
        Path folder = parent.resolve("backups");
        assertThat(folder.toFile().mkdir()).isTrue();
        disk = new ForgetfulDisk(folder);
        directory = new LocalDirectory("local", folder, new FailureDomain("disk", false), disk);
        directory.initialise();
        disk.begin();
    }

    @Test
    void at_any_step_of_a_writing_an_artifact_has_its_bytes_and_its_companions_or_no_name() throws IOException {
        SampleArtifacts.seal(directory);

        assertThat(artifacts(disk.leftovers())).isNotEmpty().containsOnly(SEALED);
        assertThat(disk.leftovers()).anyMatch(left -> !left.containsKey(KEY.value()));
    }

    @Test
    void a_sealed_artifact_is_kept() throws IOException {
        SampleArtifacts.seal(directory);

        assertThat(disk.leftoversNow()).allMatch(left -> left.entrySet().containsAll(SEALED.entrySet()));
    }

    @Test
    void at_any_step_of_a_deletion_an_artifact_has_its_bytes_and_its_companions_or_no_name() throws IOException {
        SampleArtifacts.seal(directory);
        disk.begin();

        directory.delete(KEY);

        assertThat(artifacts(disk.leftovers())).isNotEmpty().containsOnly(SEALED);
    }

    @Test
    void a_deleted_artifact_does_not_come_back() throws IOException {
        SampleArtifacts.seal(directory);
        disk.begin();
        directory.delete(KEY);

        assertThat(disk.leftoversNow())
                .singleElement()
                .satisfies(left -> assertThat(left).containsOnlyKeys(DestinationMarker.FILE_NAME));
    }

    @Test
    void a_companion_that_is_replaced_is_the_earlier_or_the_later_one() throws IOException {
        SampleArtifacts.seal(directory);
        directory.put(KEY, facts("earlier"));
        disk.begin();

        directory.put(KEY, facts("later"));

        assertThat(disk.leftovers().stream().map(left -> left.get(KEY + ".facts.json")))
                .containsOnly("earlier", "later");
        assertThat(disk.leftoversNow().stream().map(left -> left.get(KEY + ".facts.json")))
                .containsOnly("later");
    }

    /** Otherwise the directory would be lost, with every published backup. */
    @Test
    void a_new_destination_is_kept_with_its_parents_and_its_marker() throws IOException {
        Path nested = parent.resolve("a/b");
        ForgetfulDisk fresh = new ForgetfulDisk(nested);

        new LocalDirectory("local", nested, new FailureDomain("disk", false), fresh).initialise();

        assertThat(fresh.syncedDirectories()).contains(parent, parent.resolve("a"), nested);
        assertThat(fresh.leftoversNow())
                .allMatch(left ->
                        !left.getOrDefault(DestinationMarker.FILE_NAME, "").isEmpty());
    }

    private static CompanionFile facts(String text) {
        return new CompanionFile(CompanionFile.Role.FACTS, text);
    }

    /** The artifact with its companions, for each possible state that contains an artifact. */
    private static Stream<Map<String, String>> artifacts(Set<Map<String, String>> leftovers) {
        return leftovers.stream().filter(left -> left.containsKey(KEY.value())).map(left -> {
            Map<String, String> artifact = new TreeMap<>(left);
            artifact.keySet().retainAll(SEALED.keySet());
            return artifact;
        });
    }

    private static Map<String, String> sealed() {
        Map<String, String> files = new TreeMap<>();
        files.put(KEY.value(), latin1(SampleArtifacts.BYTES));
        List<CompanionFile> companions = SampleArtifacts.companions();
        companions.forEach(
                companion -> files.put(KEY.companion(companion.role()).value(), latin1(companion.bytes())));
        CompanionFile checksum = CompanionChecksumCalculator.file(KEY, SampleArtifacts.sum(), companions);
        files.put(KEY.companion(checksum.role()).value(), latin1(checksum.bytes()));
        return files;
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
