package io.holdfast.store;

import static io.holdfast.store.SampleArtifacts.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM really flushes to the disk, from its own event recording; {@link PowerCutTest} shows why each flush is needed. */
class ForcedFilesTest {

    private static final String FOLDER = "";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void a_sealed_artifact_its_companions_and_twice_the_folder_are_forced_in_this_order() throws IOException {
        LocalDirectory directory = SampleArtifacts.directory(folder);

        List<String> forced = forcedBy(() -> SampleArtifacts.seal(directory));

        assertThat(forced)
                .containsExactly(
                        "." + KEY + ".partial",
                        "." + KEY + ".manifest.json.partial",
                        "." + KEY + ".roles.sql.partial",
                        "." + KEY + ".sha256.partial",
                        FOLDER,
                        FOLDER);
    }

    @Test
    void a_companion_that_is_put_and_its_folder_are_forced() throws IOException {
        LocalDirectory directory = SampleArtifacts.directory(folder);
        SampleArtifacts.seal(directory);

        List<String> forced = forcedBy(() -> directory.put(KEY, new CompanionFile(CompanionFile.Role.FACTS, "{}")));

        assertThat(forced).containsExactly("." + KEY + ".facts.json.partial", FOLDER);
    }

    @Test
    void the_folder_is_forced_after_each_half_of_a_deletion() throws IOException {
        LocalDirectory directory = SampleArtifacts.directory(folder);
        SampleArtifacts.seal(directory);

        List<String> forced = forcedBy(() -> directory.delete(KEY));

        assertThat(forced).containsExactly(FOLDER, FOLDER);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Names relative to the folder, oldest first. */
    private List<String> forcedBy(Work work) throws IOException {
        Path file = elsewhere.resolve("forced.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO).withoutStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Files.delete(file);
        return events.stream()
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .map(event -> Path.of(event.getString("path")))
                .filter(path -> path.startsWith(folder))
                .map(path -> folder.relativize(path).toString())
                .toList();
    }
}
