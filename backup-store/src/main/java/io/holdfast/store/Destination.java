package io.holdfast.store;

import io.holdfast.events.Copy;
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
    Site site();

    /** Shows everything that lies here, in order of name and in pages, so that millions of files need no memory. */
    Walking walk(Consumer<Stored> each);

    /** Everything that lies here, at once; for where a person looks at it. */
    default Listing list() {
        List<Stored> files = new ArrayList<>();
        return switch (walk(files::add)) {
            case Walking.Walked all -> new Listing.Listed(files);
            case Unavailable away -> away;
        };
    }

    Look look(Key key);

    /**
     * As {@link #look(Key)}, of the version that was recorded for a copy. Whatever was put over it later, or hides it, is passed by.
     *
     * @param version the storage's own, as in {@link Copy#versionId()}; the one that is seen where absent
     */
    default Look look(Key key, @Nullable String version) {
        return look(key);
    }

    /** Opens for reading from the first byte; companions can be read likewise. */
    Opening open(Key key);

    /** As {@link #open(Key)}, of the version that was recorded for a copy: see {@link #look(Key, String)}. */
    default Opening open(Key key, @Nullable String version) {
        return open(key);
    }

    /**
     * Deletes an artifact and its companions.
     *
     * <p>The artifact goes first, as it came last: only a sealed artifact makes a backup. An aborted deletion thus leaves
     * either all of it or companions that nobody takes for a backup. (The other way round it would leave a file that looks
     * like a backup and has no checksum.)
     */
    Deletion delete(Key key);

    /** Begins an artifact; fails where anything lies under its name, sealed or not. */
    Beginning begin(ArtifactName name, Terms terms);

    default Beginning begin(ArtifactName name) {
        return begin(name, Terms.NONE);
    }

    /** Puts a companion beside an artifact, in place of an earlier one; in a bucket no manifest takes the place of another. */
    Placing put(Key artifact, Companion companion);

    /**
     * Until when the storage itself keeps an artifact from being deleted.
     *
     * @param version of the artifact, as in {@link #look(Key, String)}
     */
    default Locking lockOf(Key key, @Nullable String version) {
        return new NotOffered();
    }

    /** Locks an artifact in this version and its companions, or extends the lock; never shortens one. */
    default Locking lock(Key key, @Nullable String version, Instant until) {
        return new NotOffered();
    }

    /** Moves an artifact into the archive class, if one is configured. Its bytes must have been verified before. */
    default Archiving archive(Copy copy) {
        return new NotOffered();
    }

    /** What the storage says of bytes that cannot be read at once. */
    default Attesting attest(Copy copy) {
        return new NotOffered();
    }

    /** What lies under a reserved name whose writer is dead. */
    Remains remains(ArtifactName name);

    /** Removes unsealed remains under a name; a sealed artifact and its companions stay. Says what is left. */
    Remains sweep(ArtifactName name);

    /**
     * Ends what writers have begun before an instant and never finished, such as the uploads of a process that was killed
     * ({@link #sweep} does it for one name). Nobody sees these bytes and a storage still charges for them.
     *
     * @param isAbandoned asked for each name; only who reserves names knows which writer is dead
     */
    default Aborting abortUnfinished(Instant begunBefore, Predicate<ArtifactName> isAbandoned) {
        return new Aborting.Aborted(0);
    }

    /** Asks little of a destination and yet everything that a first write needs: that it is there and lets us in. */
    Room room();

    /** What an operator should know of how it is used; empty where there is nothing. Not about what is wrong with it. */
    default Optional<String> remark() {
        return Optional.empty();
    }

    /** A result of a check, followed by the {@link #remark()}: every service's doctor report has this line. */
    default String described(String found) {
        return remark().map(remark -> found + "; " + remark).orElse(found);
    }
}
