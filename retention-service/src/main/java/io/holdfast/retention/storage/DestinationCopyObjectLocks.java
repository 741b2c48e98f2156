package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import io.holdfast.retention.promoting.CopyObjectLocks;
import io.holdfast.store.ArchiveStorageClassResult;
import io.holdfast.store.ArtifactMissing;
import io.holdfast.store.ArtifactUnreadable;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailable;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.ObjectLockResult;
import io.holdfast.store.OperationNotSupported;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** The locks and archive classes of the configured destinations. */
@ApplicationScoped
class DestinationCopyObjectLocks implements CopyObjectLocks {

    private final ConfiguredDestinations destinations;

    DestinationCopyObjectLocks(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public Lock lockOf(CopyLocation copy) {
        return at(copy, (destination, key) -> destination.lockOf(key, copy.versionId()))
                .map(DestinationCopyObjectLocks::read)
                .orElseGet(() -> new Lock.NotOffered());
    }

    @Override
    public Lock lock(CopyLocation copy, Instant until) {
        return at(copy, (destination, key) -> destination.lock(key, copy.versionId(), until))
                .map(DestinationCopyObjectLocks::read)
                .orElseGet(() -> new Lock.NotOffered());
    }

    private static Lock read(ObjectLockResult answer) {
        return switch (answer) {
            case ObjectLockResult.Locked locked -> new Lock.Read(locked.until());
            case ObjectLockResult.Unlocked unlocked -> new Lock.Read(null);
            case OperationNotSupported none -> new Lock.NotOffered();
            case ArtifactMissing artifactMissing -> new Lock.Unknown(artifactMissing.key() + " is missing");
            case ArtifactUnreadable refused -> new Lock.Refused(refused.reason());
            case DestinationUnavailable away -> new Lock.Unknown(away.reason());
        };
    }

    @Override
    public Move archive(BackupCopyRecord copy) {
        return at(copy.ref(), (destination, key) -> destination.archive(copy))
                .map(DestinationCopyObjectLocks::moved)
                .orElseGet(() -> new Move.NotOffered());
    }

    private static Move moved(ArchiveStorageClassResult answer) {
        return switch (answer) {
            case ArchiveStorageClassResult.Moved moved -> new Move.Moved(moved.copy(), moved.storageClass());
            case OperationNotSupported none -> new Move.NotOffered();
            case ArtifactMissing artifactMissing -> new Move.NotMoved(artifactMissing.key() + " is missing");
            case ArtifactUnreadable artifactUnreadable -> new Move.NotMoved(artifactUnreadable.reason());
            case DestinationUnavailable away -> new Move.NotMoved(away.reason());
        };
    }

    /** Accepts the location from an event only if it is a configured destination and a valid object key. */
    private <T> Optional<T> at(CopyLocation copy, BiFunction<Destination, ObjectKey, T> question) {
        return destinations
                .named(copy.destination())
                .flatMap(destination -> ObjectKey.parse(copy.key()).map(key -> question.apply(destination, key)));
    }
}
