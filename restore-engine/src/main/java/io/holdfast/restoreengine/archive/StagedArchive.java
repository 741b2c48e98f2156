package io.holdfast.restoreengine.archive;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.RestoreReport.Phase;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.store.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A staged archive: a plain, private file that no other process changes.
 *
 * @param copy copy from which the bytes were fetched
 * @param programs programs that can read it
 * @param contents contents of every table, computed from these bytes
 * @param list its table of contents
 * @param manifest manifest of the copy, if there is one
 * @param phases durations of fetching and checking
 */
public record StagedArchive(
        Path file,
        BackupCopyRecord copy,
        ClientPrograms programs,
        RestoreScriptReadResult.Whole contents,
        TableOfContents list,
        Optional<Manifest> manifest,
        List<Phase> phases)
        implements AutoCloseable {

    public StagedArchive {
        phases = List.copyOf(phases);
    }

    /** The settings with which its text was written; empty if they are not recorded. */
    public Optional<TextOutputSettings> settings() {
        return manifest.flatMap(known -> Optional.ofNullable(known.server().settings()))
                .map(TextOutputSettings::new);
    }

    /** Deletes the file. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
