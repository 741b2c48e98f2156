package io.holdfast.retention.storage;

import io.holdfast.events.Copy;
import io.holdfast.events.Failure;
import io.holdfast.retention.copying.Carrier.Carried;
import io.holdfast.retention.copying.Carrier.Load;
import io.holdfast.retention.storage.Passage.Passed;
import io.holdfast.store.Archived;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Beginning;
import io.holdfast.store.Destination;
import io.holdfast.store.Finishing;
import io.holdfast.store.Key;
import io.holdfast.store.Lost;
import io.holdfast.store.Missing;
import io.holdfast.store.NameTaken;
import io.holdfast.store.Opening.Opened;
import io.holdfast.store.Room;
import io.holdfast.store.Sealing;
import io.holdfast.store.StorageFull;
import io.holdfast.store.Terms;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Unreadable;
import io.holdfast.store.Writing;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one copy and writes another under a name where nothing lies; the bytes get it only if they are the recorded ones. */
final class CarryArtifact {

    private final Load load;
    private final Destination from;
    private final Key source;
    private final Destination to;
    private final ArtifactName name;
    private final Terms terms;
    private final Passage passage;

    CarryArtifact(
            Load load, Destination from, Key source, Destination to, ArtifactName name, Terms terms, Passage passage) {
        this.load = load;
        this.from = from;
        this.source = source;
        this.to = to;
        this.name = name;
        this.terms = terms;
        this.passage = passage;
    }

    Carried run() {
        if (to.room() instanceof Room.Free free && free.bytes() < load.source().bytes()) {
            return new Carried.TargetAway(
                    Failure.STORAGE_FULL,
                    "there is no room for " + load.source().bytes() + " bytes at '" + to.id() + "'");
        }
        SealedWith sealedWith = SealedWith.read(from, source, load.source());
        return sealedWith.trouble().map(this::unfit).orElseGet(() -> switch (from.open(
                source, load.source().versionId())) {
            case Opened opened when opened.bytes() != load.source().bytes() -> otherLength(opened);
            case Opened opened -> begin(opened, sealedWith);
            case Archived archived ->
                new Carried.SourceUnfit(at(archived.key() + " lies in " + archived.storageClass()));
            case Missing missing -> new Carried.SourceUnfit(at(missing.key() + " is gone") + verify());
            case Unreadable unreadable -> new Carried.SourceUnfit(at(unreadable.reason()));
            case Unavailable unavailable -> new Carried.SourceAway(unavailable.reason());
        });
    }

    private Carried unfit(SmallFile trouble) {
        return switch (trouble) {
            case SmallFile.Away away -> new Carried.SourceAway(away.why());
            case SmallFile.Unfit unfit -> new Carried.SourceUnfit(at(unfit.why()));
            case SmallFile.Absent absent -> new Carried.SourceUnfit(at("a companion is gone"));
            case SmallFile.Whole whole -> throw new IllegalStateException("a whole file is no trouble");
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

    private Carried begin(Opened opened, SealedWith sealedWith) {
        return switch (to.begin(name, terms)) {
            case Beginning.Begun begun -> write(opened, begun.writing(), sealedWith);
            case NameTaken taken -> {
                close(opened);
                yield new Carried.Refused("somebody else writes " + name + " at '" + to.id() + "'");
            }
            case StorageFull full -> {
                close(opened);
                yield new Carried.TargetAway(Failure.STORAGE_FULL, full.reason());
            }
            case Unavailable unavailable -> {
                close(opened);
                yield away(unavailable);
            }
        };
    }

    private Carried write(Opened opened, Writing begun, SealedWith sealedWith) {
        try (Writing writing = begun) {
            return switch (passage.through(opened, load.source().bytes(), writing.stream())) {
                case Passed.Whole whole -> finish(writing, sealedWith);
                case Passed.OtherLength other -> otherLength(other.bytes());
                case Passed.SourceBroke broke -> new Carried.SourceUnfit(at(broke.why()) + verify());
                case Passed.TargetBroke broke ->
                    new Carried.TargetAway(
                            broke.isFull() ? Failure.STORAGE_FULL : Failure.STORAGE_UNAVAILABLE, broke.why());
                case Passed.Stopped stopped -> new Carried.Stopped();
            };
        }
    }

    private Carried finish(Writing writing, SealedWith sealedWith) {
        return switch (writing.finish()) {
            case Finishing.Durable durable
            when durable.bytes() != load.source().bytes()
                    || !durable.sha256().equals(load.source().sha256()) ->
                new Carried.SourceUnfit(at(source + " has SHA-256 " + durable.sha256() + " instead of "
                                + load.source().sha256())
                        + verify());
            case Finishing.Durable durable -> seal(writing, sealedWith);
            case StorageFull full -> new Carried.TargetAway(Failure.STORAGE_FULL, full.reason());
            case Unavailable unavailable -> away(unavailable);
        };
    }

    Carried seal(Writing writing, SealedWith sealedWith) {
        return switch (writing.seal(sealedWith.as(source, name.key()))) {
            case Sealing.Sealed sealed -> new Carried.Landed(sealed.copy(), false);
            case NameTaken taken -> new Carried.Refused("something else lies under " + name + " at '" + to.id() + "'");
            case Lost lost -> new Carried.Stopped();
            case StorageFull full -> new Carried.TargetAway(Failure.STORAGE_FULL, full.reason());
            case Unavailable unavailable -> away(unavailable);
        };
    }

    private static Carried away(Unavailable unavailable) {
        return new Carried.TargetAway(Failure.STORAGE_UNAVAILABLE, unavailable.reason());
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
    static Copy known(Destination at, ArtifactName name, @Nullable String version, Copy like) {
        return new Copy(at.id(), name.toString(), version, like.bytes(), like.sha256());
    }
}
