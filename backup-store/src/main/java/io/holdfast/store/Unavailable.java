package io.holdfast.store;

/**
 * The destination itself cannot be used, for example because its file system is not mounted. Nothing may be concluded about
 * what lies there.
 *
 * @param reason for a person, with a hint; never a path or an address
 */
public record Unavailable(String reason)
        implements Listing,
                Walking,
                Locking,
                Archiving,
                Aborting,
                Attesting,
                Placing,
                Look,
                Opening,
                Rehashed,
                Deletion,
                Beginning,
                Finishing,
                Sealing,
                Remains,
                Room {}
