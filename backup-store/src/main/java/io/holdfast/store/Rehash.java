package io.holdfast.store;

import io.holdfast.events.Sha256;
import io.holdfast.store.Opening.Opened;
import io.holdfast.store.Rehashed.Hashed;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Reads a stored copy again and takes its checksum anew. */
public final class Rehash {

    private static final int PIECE = 1 << 20;

    private Rehash() {}

    /** What is seen under the key now. */
    public static Rehashed of(Destination destination, Key key) {
        return of(destination, key, null);
    }

    /** @param version as in {@link Destination#look(Key, String)} */
    public static Rehashed of(Destination destination, Key key, @Nullable String version) {
        return switch (destination.open(key, version)) {
            case Opened opened -> read(opened);
            case Archived archived -> archived;
            case Missing missing -> missing;
            case Unreadable unreadable -> unreadable;
            case Unavailable unavailable -> unavailable;
        };
    }

    private static Rehashed read(Opened opened) {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        try (InputStream in = opened.stream()) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                bytes += n;
            }
        } catch (IOException e) {
            return new Unreadable(opened.key(), opened.key() + " cannot be read after byte " + bytes);
        }
        return new Hashed(opened.key(), bytes, Sha256.of(digest.digest()), opened.version());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
