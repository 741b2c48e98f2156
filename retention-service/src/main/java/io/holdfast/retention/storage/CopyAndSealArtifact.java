package io.holdfast.retention.storage;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.FailureReason;
import io.holdfast.retention.copying.ArtifactCopier.TransferRequest;
import io.holdfast.retention.copying.ArtifactCopier.TransferResult;
import io.holdfast.retention.storage.HashingStreamCopier.StreamResult;
import io.holdfast.store.ArchiveClassArtifactResult;
import io.holdfast.store.ArtifactMissingResult;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactNameTakenResult;
import io.holdfast.store.ArtifactUnreadableResult;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult.Opened;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StorageFullResult;
import io.holdfast.store.UnsealedArtifactRemovedResult;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one copy and writes another under an unused name. The new copy is sealed only if its bytes match the record.
 */
final class CopyAndSealArtifact {

    private final TransferRequest request;
    private final Destination from;
    private final ObjectKey source;
    private final Destination to;
    private final ArtifactName name;
    private final ArtifactWriteOptions options;
    private final HashingStreamCopier stage;

    CopyAndSealArtifact(
            TransferRequest request,
            Destination from,
            ObjectKey source,
            Destination to,
            ArtifactName name,
            ArtifactWriteOptions options,
            HashingStreamCopier stage) {
        this.request = request;
        this.from = from;
        this.source = source;
        this.to = to;
        this.name = name;
        this.options = options;
        this.stage = stage;
    }

    TransferResult run() {
        if (to.freeSpace() instanceof FreeSpace.Free free
                && free.bytes() < request.source().bytes()) {
            return new TransferResult.TargetAway(
                    FailureReason.STORAGE_FULL,
                    "not enough free space for " + request.source().bytes() + " bytes at '" + to.id() + "'");
        }
        CompanionsToCopy companionsToCopy = CompanionsToCopy.read(from, source, request.source());
        return companionsToCopy.trouble().map(this::unfit).orElseGet(() -> switch (from.open(
                source, request.source().versionId())) {
            case Opened opened when opened.bytes() != request.source().bytes() -> otherLength(opened);
            case Opened opened -> begin(opened, companionsToCopy);
            case ArchiveClassArtifactResult artifactArchived ->
                new TransferResult.SourceUnfit(
                        at(artifactArchived.key() + " is archived in " + artifactArchived.storageClass()));
            case ArtifactMissingResult artifactMissing ->
                new TransferResult.SourceUnfit(at(artifactMissing.key() + " is missing") + verify());
            case ArtifactUnreadableResult artifactUnreadable ->
                new TransferResult.SourceUnfit(at(artifactUnreadable.reason()));
            case DestinationUnavailableResult destinationUnavailable ->
                new TransferResult.SourceAway(destinationUnavailable.reason());
        });
    }

    private TransferResult unfit(CompanionFileReadResult trouble) {
        return switch (trouble) {
            case CompanionFileReadResult.Away away -> new TransferResult.SourceAway(away.why());
            case CompanionFileReadResult.Unfit unfit -> new TransferResult.SourceUnfit(at(unfit.why()));
            case CompanionFileReadResult.Absent absent -> new TransferResult.SourceUnfit(at("a companion is missing"));
            case CompanionFileReadResult.Whole whole ->
                throw new IllegalStateException("a complete companion is not a failure");
        };
    }

    private TransferResult otherLength(Opened opened) {
        close(opened);
        return otherLength(opened.bytes());
    }

    private TransferResult otherLength(long found) {
        return new TransferResult.SourceUnfit(at(source + " has " + found + " bytes instead of "
                        + request.source().bytes())
                + verify());
    }

    private TransferResult begin(Opened opened, CompanionsToCopy companionsToCopy) {
        return switch (to.begin(name, options)) {
            case BeginWriteResult.Begun begun -> write(opened, begun.writing(), companionsToCopy);
            case ArtifactNameTakenResult taken -> {
                close(opened);
                yield new TransferResult.Refused("another process is writing " + name + " at '" + to.id() + "'");
            }
            case StorageFullResult full -> {
                close(opened);
                yield new TransferResult.TargetAway(FailureReason.STORAGE_FULL, full.reason());
            }
            case DestinationUnavailableResult destinationUnavailable -> {
                close(opened);
                yield away(destinationUnavailable);
            }
        };
    }

    private TransferResult write(Opened opened, ArtifactWriter begun, CompanionsToCopy companionsToCopy) {
        try (ArtifactWriter writer = begun) {
            return switch (stage.through(opened, request.source().bytes(), writer.stream())) {
                case StreamResult.Whole whole -> finish(writer, companionsToCopy);
                case StreamResult.OtherLength other -> otherLength(other.bytes());
                case StreamResult.SourceBroke broke -> new TransferResult.SourceUnfit(at(broke.why()) + verify());
                case StreamResult.TargetBroke broke ->
                    new TransferResult.TargetAway(
                            broke.isFull() ? FailureReason.STORAGE_FULL : FailureReason.STORAGE_UNAVAILABLE,
                            broke.why());
                case StreamResult.Stopped stopped -> new TransferResult.Stopped();
            };
        }
    }

    private TransferResult finish(ArtifactWriter writer, CompanionsToCopy companionsToCopy) {
        return switch (writer.finish()) {
            case FlushArtifactResult.Durable durable
            when durable.bytes() != request.source().bytes()
                    || !durable.sha256().equals(request.source().sha256()) ->
                new TransferResult.SourceUnfit(at(source + " has SHA-256 " + durable.sha256() + " instead of "
                                + request.source().sha256())
                        + verify());
            case FlushArtifactResult.Durable durable -> seal(writer, companionsToCopy);
            case StorageFullResult full -> new TransferResult.TargetAway(FailureReason.STORAGE_FULL, full.reason());
            case DestinationUnavailableResult destinationUnavailable -> away(destinationUnavailable);
        };
    }

    TransferResult seal(ArtifactWriter writer, CompanionsToCopy companionsToCopy) {
        return switch (writer.seal(companionsToCopy.as(source, name.key()))) {
            case SealArtifactResult.Sealed sealed -> new TransferResult.Completed(sealed.copy(), false);
            case ArtifactNameTakenResult taken ->
                new TransferResult.Refused("another file has the name " + name + " at '" + to.id() + "'");
            case UnsealedArtifactRemovedResult removed -> new TransferResult.Stopped();
            case StorageFullResult full -> new TransferResult.TargetAway(FailureReason.STORAGE_FULL, full.reason());
            case DestinationUnavailableResult destinationUnavailable -> away(destinationUnavailable);
        };
    }

    private static TransferResult away(DestinationUnavailableResult destinationUnavailable) {
        return new TransferResult.TargetAway(FailureReason.STORAGE_UNAVAILABLE, destinationUnavailable.reason());
    }

    private String at(String trouble) {
        return trouble + " (at '" + from.id() + "')";
    }

    private String verify() {
        return "; verify it with 'holdfast verify " + request.missing().backup() + "'";
    }

    static void close(Opened opened) {
        try {
            opened.stream().close();
        } catch (IOException e) {
            // The stream is not needed any more.
            return;
        }
    }

    /** The record of a copy that an earlier attempt has sealed. */
    static BackupCopyRecord known(Destination at, ArtifactName name, @Nullable String version, BackupCopyRecord like) {
        return new BackupCopyRecord(at.id(), name.toString(), version, like.bytes(), like.sha256());
    }
}
