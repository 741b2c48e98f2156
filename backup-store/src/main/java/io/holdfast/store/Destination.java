package io.holdfast.store;

/**
 * A configured place for artifacts. Answers are values: a caller has to say what it does when the destination is away, and
 * cannot mistake that for an absent artifact.
 */
public interface Destination {

    /** As in configuration and events, such as {@code local}. */
    String id();

    /** Everything that lies here. */
    Listing list();

    Look look(Key key);

    /** Opens for reading from the first byte; companions can be read likewise. */
    Opening open(Key key);

    /**
     * Deletes an artifact and its companions.
     *
     * <p>The artifact goes first, as it came last: only a sealed artifact makes a backup. An aborted deletion thus leaves
     * either all of it or companions that nobody takes for a backup. (The other way round it would leave a file that looks
     * like a backup and has no checksum.)
     */
    Deletion delete(Key key);

    /** Begins an artifact; fails where anything lies under its name, sealed or not. */
    Beginning begin(ArtifactName name);

    /** What lies under a reserved name whose writer is dead. */
    Remains remains(ArtifactName name);

    /** Removes unsealed remains under a name; a sealed artifact and its companions stay. Says what is left. */
    Remains sweep(ArtifactName name);

    Room room();
}
