package io.holdfast.store;

import io.holdfast.events.SealedCopy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A configured place for artifacts. Answers are values: a caller has to say what it does when the destination is away, and
 * cannot mistake that for an absent artifact.
 */
public interface Destination {

    /** As in configuration and events, such as {@code local}. */
    String id();

    /** What its loss would take along. */
    FailureDomain failureDomain();

    /** Shows everything that lies here, in order of name and in pages, so that millions of files need no memory. */
    WalkResult walk(Consumer<StoredFile> each);

    /** Everything that lies here, at once; for where a person looks at it. */
    default ListResult list() {
        List<StoredFile> files = new ArrayList<>();
        return switch (walk(files::add)) {
            case WalkResult.Walked all -> new ListResult.Listed(files);
            case DestinationUnavailable away -> away;
        };
    }

    StatResult stat(ObjectKey key);

    /**
     * As {@link #stat(ObjectKey)}, of the version that was recorded for a copy. Whatever was put over it later, or hides it, is passed by.
     *
     * @param version the storage's own, as in {@link SealedCopy#versionId()}; the one that is seen where absent
     */
    default StatResult stat(ObjectKey key, @Nullable String version) {
        return stat(key);
    }

    /** Opens for reading from the first byte; companions can be read likewise. */
    OpenResult open(ObjectKey key);

    /** As {@link #open(ObjectKey)}, of the version that was recorded for a copy: see {@link #stat(ObjectKey, String)}. */
    default OpenResult open(ObjectKey key, @Nullable String version) {
        return open(key);
    }

    /**
     * Deletes an artifact and its companions.
     *
     * <p>The artifact goes first, as it came last: only a sealed artifact makes a backup. An aborted deletion thus leaves
     * either all of it or companions that nobody takes for a backup. (The other way round it would leave a file that looks
     * like a backup and has no checksum.)
     */
    DeletionResult delete(ObjectKey key);

    /** Begins an artifact; fails where anything lies under its name, sealed or not. */
    BeginWriteResult begin(ArtifactName name, WriteOptions options);

    default BeginWriteResult begin(ArtifactName name) {
        return begin(name, WriteOptions.NONE);
    }

    /** Puts a companion beside an artifact, in place of an earlier one; in a bucket no manifest takes the place of another. */
    PutResult put(ObjectKey artifact, Companion companion);

    /**
     * Until when the storage itself keeps an artifact from being deleted.
     *
     * @param version of the artifact, as in {@link #stat(ObjectKey, String)}
     */
    default LockResult lockOf(ObjectKey key, @Nullable String version) {
        return new NotSupported();
    }

    /** Locks an artifact in this version and its companions, or extends the lock; never shortens one. */
    default LockResult lock(ObjectKey key, @Nullable String version, Instant until) {
        return new NotSupported();
    }

    /** Moves an artifact into the archive class, if one is configured. Its bytes must have been verified before. */
    default ArchiveResult archive(SealedCopy copy) {
        return new NotSupported();
    }

    /** What the storage says of bytes that cannot be read at once. */
    default ChecksumAttestation attest(SealedCopy copy) {
        return new NotSupported();
    }

    /** What lies under a reserved name whose writer is dead. */
    LeftoverState leftovers(ArtifactName name);

    /** Removes unsealed remains under a name; a sealed artifact and its companions stay. Says what is left. */
    LeftoverState sweep(ArtifactName name);

    /**
     * Ends what writers have begun before an instant and never finished, such as the uploads of a process that was killed
     * ({@link #sweep} does it for one name). Nobody sees these bytes and a storage still charges for them.
     *
     * @param isAbandoned asked for each name; only who reserves names knows which writer is dead
     */
    default AbortResult abortUnfinished(Instant begunBefore, Predicate<ArtifactName> isAbandoned) {
        return new AbortResult.Aborted(0);
    }

    /** Asks little of a destination and yet everything that a first write needs: that it is there and lets us in. */
    FreeSpace freeSpace();

    /** What an operator should know of how it is used; empty where there is nothing. Not about what is wrong with it. */
    default Optional<String> remark() {
        return Optional.empty();
    }

    /** A result of a check, followed by the {@link #remark()}: every service's doctor report has this line. */
    default String described(String found) {
        return remark().map(remark -> found + "; " + remark).orElse(found);
    }
}
