package io.holdfast.retention.storage;

import io.holdfast.events.FailureReason;
import io.holdfast.events.SealedCopy;
import io.holdfast.retention.copying.CopyTransfer.Carried;
import io.holdfast.retention.copying.CopyTransfer.Load;
import io.holdfast.retention.storage.HashedTransfer.Passed;
import io.holdfast.store.ArtifactArchived;
import io.holdfast.store.ArtifactMissing;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactUnreadable;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailable;
import io.holdfast.store.FlushResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.NameTaken;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenResult.Opened;
import io.holdfast.store.SealResult;
import io.holdfast.store.StorageFull;
import io.holdfast.store.UnsealedArtifactRemoved;
import io.holdfast.store.WriteOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one copy and writes another under a name where nothing lies; the bytes get it only if they are the recorded ones. */
final class TransferArtifact {

    private final Load load;
    private final Destination from;
    private final ObjectKey source;
    private final Destination to;
    private final ArtifactName name;
    private final WriteOptions options;
    private final HashedTransfer stage;

    TransferArtifact(
            Load load,
            Destination from,
            ObjectKey source,
            Destination to,
            ArtifactName name,
            WriteOptions options,
            HashedTransfer stage) {
        this.load = load;
        this.from = from;
        this.source = source;
        this.to = to;
        this.name = name;
        this.options = options;
        this.stage = stage;
    }

    Carried run() {
        if (to.freeSpace() instanceof FreeSpace.Free free
                && free.bytes() < load.source().bytes()) {
            return new Carried.TargetAway(
                    FailureReason.STORAGE_FULL,
                    "there is no room for " + load.source().bytes() + " bytes at '" + to.id() + "'");
        }
        SealedCompanionFiles sealedCompanionFiles = SealedCompanionFiles.read(from, source, load.source());
        return sealedCompanionFiles.trouble().map(this::unfit).orElseGet(() -> switch (from.open(
                source, load.source().versionId())) {
            case Opened opened when opened.bytes() != load.source().bytes() -> otherLength(opened);
            case Opened opened -> begin(opened, sealedCompanionFiles);
            case ArtifactArchived artifactArchived ->
                new Carried.SourceUnfit(at(artifactArchived.key() + " lies in " + artifactArchived.storageClass()));
            case ArtifactMissing artifactMissing ->
                new Carried.SourceUnfit(at(artifactMissing.key() + " is gone") + verify());
            case ArtifactUnreadable artifactUnreadable -> new Carried.SourceUnfit(at(artifactUnreadable.reason()));
            case DestinationUnavailable destinationUnavailable ->
                new Carried.SourceAway(destinationUnavailable.reason());
        });
    }

    private Carried unfit(CompanionReadResult trouble) {
        return switch (trouble) {
            case CompanionReadResult.Away away -> new Carried.SourceAway(away.why());
            case CompanionReadResult.Unfit unfit -> new Carried.SourceUnfit(at(unfit.why()));
            case CompanionReadResult.Absent absent -> new Carried.SourceUnfit(at("a companion is gone"));
            case CompanionReadResult.Whole whole -> throw new IllegalStateException("a whole file is no trouble");
        };
    }

    private Carried otherLength(Opened opened) {
        close(opened);
        return otherLength(opened.bytes());
    }

    private Carried otherLength(long found) {
        return new Carried.SourceUnfit(at(source + " has " + found + " bytes instead of "
                        + load.source().bytes())
                + verify());
    }

    private Carried begin(Opened opened, SealedCompanionFiles sealedCompanionFiles) {
        return switch (to.begin(name, options)) {
            case BeginWriteResult.Begun begun -> write(opened, begun.writing(), sealedCompanionFiles);
            case NameTaken taken -> {
                close(opened);
                yield new Carried.Refused("somebody else writes " + name + " at '" + to.id() + "'");
            }
            case StorageFull full -> {
                close(opened);
                yield new Carried.TargetAway(FailureReason.STORAGE_FULL, full.reason());
            }
            case DestinationUnavailable destinationUnavailable -> {
                close(opened);
                yield away(destinationUnavailable);
            }
        };
    }

    private Carried write(Opened opened, ArtifactWriter begun, SealedCompanionFiles sealedCompanionFiles) {
        try (ArtifactWriter writer = begun) {
            return switch (stage.through(opened, load.source().bytes(), writer.stream())) {
                case Passed.Whole whole -> finish(writer, sealedCompanionFiles);
                case Passed.OtherLength other -> otherLength(other.bytes());
                case Passed.SourceBroke broke -> new Carried.SourceUnfit(at(broke.why()) + verify());
                case Passed.TargetBroke broke ->
                    new Carried.TargetAway(
                            broke.isFull() ? FailureReason.STORAGE_FULL : FailureReason.STORAGE_UNAVAILABLE,
                            broke.why());
                case Passed.Stopped stopped -> new Carried.Stopped();
            };
        }
    }

    private Carried finish(ArtifactWriter writer, SealedCompanionFiles sealedCompanionFiles) {
        return switch (writer.finish()) {
            case FlushResult.Durable durable
            when durable.bytes() != load.source().bytes()
                    || !durable.sha256().equals(load.source().sha256()) ->
                new Carried.SourceUnfit(at(source + " has SHA-256 " + durable.sha256() + " instead of "
                                + load.source().sha256())
                        + verify());
            case FlushResult.Durable durable -> seal(writer, sealedCompanionFiles);
            case StorageFull full -> new Carried.TargetAway(FailureReason.STORAGE_FULL, full.reason());
            case DestinationUnavailable destinationUnavailable -> away(destinationUnavailable);
        };
    }

    Carried seal(ArtifactWriter writer, SealedCompanionFiles sealedCompanionFiles) {
        return switch (writer.seal(sealedCompanionFiles.as(source, name.key()))) {
            case SealResult.Sealed sealed -> new Carried.Landed(sealed.copy(), false);
            case NameTaken taken -> new Carried.Refused("something else lies under " + name + " at '" + to.id() + "'");
            case UnsealedArtifactRemoved removed -> new Carried.Stopped();
            case StorageFull full -> new Carried.TargetAway(FailureReason.STORAGE_FULL, full.reason());
            case DestinationUnavailable destinationUnavailable -> away(destinationUnavailable);
        };
    }

    private static Carried away(DestinationUnavailable destinationUnavailable) {
        return new Carried.TargetAway(FailureReason.STORAGE_UNAVAILABLE, destinationUnavailable.reason());
    }

    private String at(String trouble) {
        return trouble + " (at '" + from.id() + "')";
    }

    private String verify() {
        return "; have it verified with 'holdfast verify " + load.missing().backup() + "'";
    }

    static void close(Opened opened) {
        try {
            opened.stream().close();
        } catch (IOException e) {
            // Nothing of it is wanted any more.
            return;
        }
    }

    /** The copy as it would be known, had it been sealed by somebody else already. */
    static SealedCopy known(Destination at, ArtifactName name, @Nullable String version, SealedCopy like) {
        return new SealedCopy(at.id(), name.toString(), version, like.bytes(), like.sha256());
    }
}
