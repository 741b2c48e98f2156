package io.holdfast.restoreengine.archive;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.restoreengine.ProgressListener;
import io.holdfast.restoreengine.RestorePhaseTimer;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.age.ReadDecryptionKeysResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stages one copy. It fetches and decrypts the copy into a private file while it computes the checksum of the stored bytes
 * (L1), and then decodes that file (L2). The restore reads the same file, so that later changes at the destination have no
 * effect.
 */
public final class StageArchive {

    private final Function<String, Optional<Destination>> destinations;
    private final Supplier<Optional<ReadDecryptionKeysResult>> keys;
    private final ClientProgramLookup programs;

    /** @param keys supplies the keys; read for every use; empty if none are configured */
    public StageArchive(
            ConfiguredDestinations destinations,
            Supplier<Optional<ReadDecryptionKeysResult>> keys,
            ClientProgramLookup programs) {
        this(destinations::named, keys, programs);
    }

    /** @param destinations destinations by id */
    public StageArchive(
            Function<String, Optional<Destination>> destinations,
            Supplier<Optional<ReadDecryptionKeysResult>> keys,
            ClientProgramLookup programs) {
        this.destinations = destinations;
        this.keys = keys;
        this.programs = programs;
    }

    /**
     *
     * @param writtenBy version of the pg_dump that wrote the archive, if known
     * @param folder directory for the file, owned by this service alone; created if missing
     */
    public StageArchiveResult stage(
            BackupCopyRecord copy, Optional<String> writtenBy, Path folder, ProgressListener progress) {
        Optional<Destination> destination = destinations.apply(copy.destination());
        Optional<ObjectKey> key = ObjectKey.parse(copy.key());
        if (destination.isEmpty() || key.isEmpty()) {
            return new StageArchiveResult.NotNow(
                    copy,
                    "destination_away",
                    "no destination '" + copy.destination() + "' is configured for this" + " service");
        }
        return switch (programs.reading(writtenBy)) {
            case ClientProgramChoice.Chosen chosen ->
                stage(copy, destination.get(), key.get(), chosen.programs(), folder, progress);
            case ClientProgramChoice.NoneNewEnough none ->
                new StageArchiveResult.NotNow(copy, "no_program", none.message() + " " + none.hint());
        };
    }

    private StageArchiveResult stage(
            BackupCopyRecord copy,
            Destination from,
            ObjectKey key,
            ClientPrograms chosen,
            Path folder,
            ProgressListener progress) {
        return switch (from.open(key, copy.versionId())) {
            case OpenArtifactResult.Opened opened -> stage(copy, from, opened, chosen, folder, progress);
            case ArchiveClassArtifactResult artifactArchived ->
                new StageArchiveResult.NotNow(
                        copy,
                        "archived",
                        copy.ref() + " is in archive class " + artifactArchived.storageClass()
                                + ". hint: first restore it within its storage," + " then try again");
            case ArtifactMissingResult artifactMissing -> bad(copy, "copy_missing", copy.ref() + " is missing");
            case ArtifactUnreadableResult artifactUnreadable ->
                new StageArchiveResult.NotNow(copy, "destination_away", artifactUnreadable.reason());
            case DestinationUnavailableResult away ->
                new StageArchiveResult.NotNow(copy, "destination_away", away.reason());
        };
    }

    private StageArchiveResult stage(
            BackupCopyRecord copy,
            Destination from,
            OpenArtifactResult.Opened opened,
            ClientPrograms chosen,
            Path folder,
            ProgressListener progress) {
        RestorePhaseTimer phases = new RestorePhaseTimer();
        Path file = folder.resolve(UUID.randomUUID() + ".archive");
        FetchBackupCopyResult fetched = new FetchBackupCopy(copy, opened, keys, progress).into(file);
        phases.end(RestorePhaseTimer.STAGING);
        StageArchiveResult stageArchiveResult = switch (fetched) {
            case FetchBackupCopyResult.Whole whole -> check(copy, from, chosen, file, phases);
            case FetchBackupCopyResult.Wrong wrong -> new StageArchiveResult.Bad(copy, List.of(wrong.evidence()));
            case FetchBackupCopyResult.NotFetched notFetched ->
                new StageArchiveResult.NotNow(copy, notFetched.reason(), notFetched.why());
        };
        if (!(stageArchiveResult instanceof StageArchiveResult.Staged)) {
            discard(file);
        }
        return stageArchiveResult;
    }

    private StageArchiveResult check(
            BackupCopyRecord copy, Destination from, ClientPrograms chosen, Path file, RestorePhaseTimer phases) {
        return switch (new DecodeArchive(chosen, copy, programs.longestList()).ofFile(file)) {
            case ArchiveDecodeResult.Decoded decoded ->
                switch (ListArchiveEntries.of(chosen, file, programs.longestList())) {
                    case ListArchiveEntriesResult.Known known -> {
                        phases.end(RestorePhaseTimer.CHECKING);
                        yield new StageArchiveResult.Staged(new StagedArchive(
                                file,
                                copy,
                                chosen,
                                decoded.contents(),
                                known.list(),
                                ManifestReader.read(from, copy),
                                phases.all()));
                    }
                    case ListArchiveEntriesResult.Unreadable unreadable ->
                        bad(copy, "does_not_decode", copy.ref() + " does not have a readable table of contents");
                    case ListArchiveEntriesResult.TooLong tooLong ->
                        new StageArchiveResult.NotNow(
                                copy, "list_too_long", DecodeArchive.tooLong(copy, tooLong.limit()));
                };
            case ArchiveDecodeResult.Undecodable undecodable ->
                new StageArchiveResult.Bad(copy, List.of(undecodable.evidence()));
            case ArchiveDecodeResult.NotDecoded notDecoded ->
                new StageArchiveResult.NotNow(copy, "not_decoded", notDecoded.why());
            case ArchiveDecodeResult.ListTooLong tooLong ->
                new StageArchiveResult.NotNow(copy, "list_too_long", tooLong.why());
            case ArchiveDecodeResult.NoKey none -> new StageArchiveResult.NotNow(copy, "no_key", none.why());
            case ArchiveDecodeResult.DecodedBefore before ->
                throw new IllegalStateException("a staged file cannot have been decoded before");
        };
    }

    private static StageArchiveResult bad(BackupCopyRecord copy, String code, String text) {
        return new StageArchiveResult.Bad(copy, List.of(new Finding(code, text)));
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The owner deletes the directory at its next start. The result is more important than this error.
            return;
        }
    }
}
