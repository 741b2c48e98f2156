package io.holdfast.restoreengine.archive;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.store.BoundedInputStream;
import io.holdfast.store.Destination;
import io.holdfast.store.Manifest;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.age.AgeDecryptionKeys;
import io.holdfast.store.age.AgeFileDecryptor;
import io.holdfast.store.age.DecryptAgeFileResult;
import io.holdfast.store.age.ReadDecryptionKeysResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the first bytes of a copy and its manifest without fetching the copy. This is sufficient for a plan, but proves
 * nothing.
 */
public final class PreviewArchiveForPlan {

    private final Function<String, Optional<Destination>> destinations;
    private final Supplier<Optional<ReadDecryptionKeysResult>> keys;
    private final ClientProgramLookup programs;

    public PreviewArchiveForPlan(
            ConfiguredDestinations destinations,
            Supplier<Optional<ReadDecryptionKeysResult>> keys,
            ClientProgramLookup programs) {
        this(destinations::named, keys, programs);
    }

    /** @param destinations destinations by id */
    public PreviewArchiveForPlan(
            Function<String, Optional<Destination>> destinations,
            Supplier<Optional<ReadDecryptionKeysResult>> keys,
            ClientProgramLookup programs) {
        this.destinations = destinations;
        this.keys = keys;
        this.programs = programs;
    }

    /** Either may be missing, because a copy may be imported, encrypted, damaged or unreachable. */
    public record Peeked(Optional<Manifest> manifest, Optional<TableOfContents> list) {}

    public Peeked peek(BackupCopyRecord copy, Optional<String> writtenBy) {
        Optional<Destination> destination = destinations.apply(copy.destination());
        Optional<ObjectKey> key = ObjectKey.parse(copy.key());
        if (destination.isEmpty() || key.isEmpty()) {
            return new Peeked(Optional.empty(), Optional.empty());
        }
        return new Peeked(
                ManifestReader.read(destination.get(), copy),
                read(copy, destination.get(), key.get(), writtenBy, this::list));
    }

    /**
     * The partition hierarchy of the archive; empty if it cannot be read.
     *
     * @param list result of {@link #peek}
     */
    public ArchivedTablePartitions partitions(BackupCopyRecord copy, Optional<String> writtenBy, TableOfContents list) {
        List<Integer> entries = ArchivedTablePartitions.entries(list);
        Optional<Destination> destination = destinations.apply(copy.destination());
        Optional<ObjectKey> key = ObjectKey.parse(copy.key());
        return entries.isEmpty() || destination.isEmpty() || key.isEmpty()
                ? ArchivedTablePartitions.NONE
                : read(
                                copy,
                                destination.get(),
                                key.get(),
                                writtenBy,
                                (fitting, archive) -> fitting.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(ArchivedTablePartitions.read(ArchiveEntrySqlReader.ofPipe(
                                                        fitting.get(), archive, list.encoding(), entries)
                                                .values())))
                        .orElse(ArchivedTablePartitions.NONE);
    }

    /** Reads the beginning of an archive. */
    private interface Beginning<T> {

        Optional<T> read(Optional<ClientPrograms> programs, InputStream plain) throws IOException;
    }

    private <T> Optional<T> read(
            BackupCopyRecord copy,
            Destination destination,
            ObjectKey key,
            Optional<String> writtenBy,
            Beginning<T> beginning) {
        if (!(destination.open(key, copy.versionId()) instanceof OpenArtifactResult.Opened opened)) {
            return Optional.empty();
        }
        Optional<ClientPrograms> fitting = programs.reading(writtenBy) instanceof ClientProgramChoice.Chosen chosen
                ? Optional.of(chosen.programs())
                : Optional.empty();
        try (InputStream stored =
                new BufferedInputStream(new BoundedInputStream(opened.stream(), copy.bytes()), 1 << 16)) {
            if (!key.isEncrypted()) {
                return beginning.read(fitting, stored);
            }
            return keys.get().isPresent()
                            && keys.get().get() instanceof AgeDecryptionKeys some
                            && AgeFileDecryptor.of(some, stored) instanceof DecryptAgeFileResult.Opened plain
                    ? beginning.read(fitting, plain.plain())
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<TableOfContents> list(Optional<ClientPrograms> with, InputStream plain) throws IOException {
        return ListArchiveEntries.ofPipe(with, plain, programs.longestList())
                        instanceof ListArchiveEntriesResult.Known known
                ? Optional.of(known.list())
                : Optional.empty();
    }
}
