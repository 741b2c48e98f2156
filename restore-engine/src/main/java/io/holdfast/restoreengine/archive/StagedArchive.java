package io.holdfast.restoreengine.archive;

import io.holdfast.events.RestoreReport.Phase;
import io.holdfast.events.SealedCopy;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TextSettings;
import io.holdfast.restoreengine.contents.ScriptReadResult;
import io.holdfast.store.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An archive near at hand, as a plain file of our own that nobody else changes.
 *
 * @param copy whose bytes these are
 * @param programs that read it
 * @param contents of every table, from these very bytes
 * @param list its table of contents
 * @param manifest that lay beside the copy, where one did
 * @param phases how long it took to bring it here and to check it
 */
public record StagedArchive(
        Path file,
        SealedCopy copy,
        ClientPrograms programs,
        ScriptReadResult.Whole contents,
        TableOfContents list,
        Optional<Manifest> manifest,
        List<Phase> phases)
        implements AutoCloseable {

    public StagedArchive {
        phases = List.copyOf(phases);
    }

    /** Under which settings its text was written; empty where that is not recorded. */
    public Optional<TextSettings> settings() {
        return manifest.flatMap(known -> Optional.ofNullable(known.server().settings()))
                .map(TextSettings::new);
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
