package io.holdfast.store;

import io.holdfast.events.BackupCopyRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A configured storage for artifacts. Results are values: a caller must handle an unavailable destination, and cannot confuse it with a
 * missing artifact.
 */
public interface Destination {

    /** The id in configuration and events, such as {@code local}. */
    String id();

    /** The failure domain of the destination. */
    FailureDomain failureDomain();

    /** Visits all files in the order of their names. Files are fetched in pages, so millions of files need little memory. */
    WalkStoredFilesResult walk(Consumer<StoredFile> each);

    /** Lists all files at once; for output to operators. */
    default ListStoredFilesResult list() {
        List<StoredFile> files = new ArrayList<>();
        return switch (walk(files::add)) {
            case WalkStoredFilesResult.Walked all -> new ListStoredFilesResult.Listed(files);
            case DestinationUnavailableResult away -> away;
        };
    }

    StatArtifactResult stat(ObjectKey key);

    /**
     * Like {@link #stat(ObjectKey)}, for the version that was recorded for a copy. Later versions and delete markers are ignored.
     *
     * @param version version id of the storage, as in {@link BackupCopyRecord#versionId()}; the current version if absent
     */
    default StatArtifactResult stat(ObjectKey key, @Nullable String version) {
        return stat(key);
    }

    /** Opens an artifact or a companion for reading from its first byte. */
    OpenArtifactResult open(ObjectKey key);

    /** Like {@link #open(ObjectKey)}, for the version that was recorded for a copy: see {@link #stat(ObjectKey, String)}. */
    default OpenArtifactResult open(ObjectKey key, @Nullable String version) {
        return open(key);
    }

    /**
     * Deletes an artifact and its companions.
     *
     * <p>The artifact is deleted first, because only a sealed artifact is a backup. An aborted deletion therefore leaves either everything
     * or companions that nothing treats as a backup. The reverse order would leave a file that looks like a backup and has no checksum.
     */
    DeleteArtifactResult delete(ObjectKey key);

    /** Starts an artifact. Fails if a sealed or unsealed file with its name exists. */
    BeginWriteResult begin(ArtifactName name, ArtifactWriteOptions options);

    default BeginWriteResult begin(ArtifactName name) {
        return begin(name, ArtifactWriteOptions.NONE);
    }

    /** Stores a companion beside an artifact, and replaces an earlier one. In a bucket, a manifest never replaces another. */
    StoreCompanionFileResult put(ObjectKey artifact, CompanionFile companion);

    /**
     * The time until which the storage itself prevents the deletion of an artifact.
     *
     * @param version of the artifact, as in {@link #stat(ObjectKey, String)}
     */
    default ArtifactLockStatusResult lockOf(ObjectKey key, @Nullable String version) {
        return new UnsupportedOperationResult();
    }

    /** Locks an artifact in this version and its companions, or extends the lock. Never shortens a lock. */
    default ArtifactLockStatusResult lock(ObjectKey key, @Nullable String version, Instant until) {
        return new UnsupportedOperationResult();
    }

    /** Moves an artifact into the archive class, if one is configured. Its bytes must have been verified before. */
    default ArchiveClassMoveResult archive(BackupCopyRecord copy) {
        return new UnsupportedOperationResult();
    }

    /** Compares the storage's own checksum of an artifact that is not immediately readable. */
    default StorageChecksumCheckResult attest(BackupCopyRecord copy) {
        return new UnsupportedOperationResult();
    }

    /** What a dead writer left under a reserved name. */
    UnfinishedWriteState leftovers(ArtifactName name);

    /** Removes unsealed files under a name, and keeps a sealed artifact with its companions. Returns what is left. */
    UnfinishedWriteState sweep(ArtifactName name);

    /**
     * Aborts what writers started before a time and never finished, such as the uploads of a killed process ({@link #sweep} does this for
     * one name). Such bytes are invisible, but a storage charges for them.
     *
     * @param isAbandoned whether the writer of a name is dead; only the service that reserves names can decide this
     */
    default AbortUploadsResult abortUnfinished(Instant begunBefore, Predicate<ArtifactName> isAbandoned) {
        return new AbortUploadsResult.Aborted(0);
    }

    /** The free space. This cheap request tests what a first write requires: the destination exists, and access is allowed. */
    FreeSpace freeSpace();

    /** A remark for operators about how the destination is used; empty if there is none. Problems are not remarks. */
    default Optional<String> remark() {
        return Optional.empty();
    }

    /** The result of a check, followed by the {@link #remark()}: a line in every service's doctor report. */
    default String described(String found) {
        return remark().map(remark -> found + "; " + remark).orElse(found);
    }
}
