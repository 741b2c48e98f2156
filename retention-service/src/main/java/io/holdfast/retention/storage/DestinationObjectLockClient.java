package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import io.holdfast.retention.promoting.CopyObjectLockClient;
import io.holdfast.store.ArchiveClassMoveResult;
import io.holdfast.store.ArtifactLockStatusResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.UnsupportedOperationResult;
import io.holdfast.store.settings.ConfiguredDestinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads and changes the locks and archive classes of the configured destinations. */
@ApplicationScoped
class DestinationObjectLockClient implements CopyObjectLockClient {

    private final ConfiguredDestinations destinations;

    DestinationObjectLockClient(ConfiguredDestinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public Lock lockOf(CopyLocation copy) {
        return at(copy, (destination, key) -> destination.lockOf(key, copy.versionId()))
                .map(DestinationObjectLockClient::read)
                .orElseGet(() -> new Lock.NotOffered());
    }

    @Override
    public Lock lock(CopyLocation copy, Instant until) {
        return at(copy, (destination, key) -> destination.lock(key, copy.versionId(), until))
                .map(DestinationObjectLockClient::read)
                .orElseGet(() -> new Lock.NotOffered());
    }

    private static Lock read(ArtifactLockStatusResult answer) {
        return switch (answer) {
            case ArtifactLockStatusResult.Locked locked -> new Lock.Read(locked.until());
            case ArtifactLockStatusResult.Unlocked unlocked -> new Lock.Read(null);
            case UnsupportedOperationResult none -> new Lock.NotOffered();
            case ArtifactMissingResult artifactMissing -> new Lock.Unknown(artifactMissing.key() + " is missing");
            case ArtifactUnreadableResult refused -> new Lock.Refused(refused.reason());
            case DestinationUnavailableResult away -> new Lock.Unknown(away.reason());
        };
    }

    @Override
    public Move archive(BackupCopyRecord copy) {
        return at(copy.ref(), (destination, key) -> destination.archive(copy))
                .map(DestinationObjectLockClient::moved)
                .orElseGet(() -> new Move.NotOffered());
    }

    private static Move moved(ArchiveClassMoveResult answer) {
        return switch (answer) {
            case ArchiveClassMoveResult.Moved moved -> new Move.Moved(moved.copy(), moved.storageClass());
            case UnsupportedOperationResult none -> new Move.NotOffered();
            case ArtifactMissingResult artifactMissing -> new Move.NotMoved(artifactMissing.key() + " is missing");
            case ArtifactUnreadableResult artifactUnreadable -> new Move.NotMoved(artifactUnreadable.reason());
            case DestinationUnavailableResult away -> new Move.NotMoved(away.reason());
        };
    }

    /** Accepts the location from an event only if it is a configured destination and a valid object key. */
    private <T> Optional<T> at(CopyLocation copy, BiFunction<Destination, ObjectKey, T> question) {
        return destinations
                .named(copy.destination())
                .flatMap(destination -> ObjectKey.parse(copy.key()).map(key -> question.apply(destination, key)));
    }
}
