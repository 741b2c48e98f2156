package io.holdfast.store;

import io.holdfast.events.Sha256;
import io.holdfast.store.OpenArtifactResult.Opened;
import io.holdfast.store.RehashArtifactResult.Hashed;
import io.holdfast.store.RehashArtifactResult.OtherLength;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a stored copy and computes its checksum. */
public final class RehashArtifact {

    private static final int PIECE = 1 << 20;

    private RehashArtifact() {}

    /** Reads the current object of the key. If it grows meanwhile, its length differs from the length when it was opened. */
    public static RehashArtifactResult of(Destination destination, ObjectKey key) {
        return of(destination, key, OptionalLong.empty(), null);
    }

    /** @param version as in {@link Destination#stat(ObjectKey, String)} */
    public static RehashArtifactResult of(Destination destination, ObjectKey key, @Nullable String version) {
        return of(destination, key, OptionalLong.empty(), version);
    }

    /**
     * Reads a copy with a recorded length, and stops one byte after that length.
     *
     * @param bytes length recorded when the copy was sealed
     */
    public static RehashArtifactResult of(Destination destination, ObjectKey key, long bytes) {
        return of(destination, key, OptionalLong.of(bytes), null);
    }

    /**
     * Reads a copy in its recorded version, and stops one byte after its recorded length.
     *
     * @param bytes length recorded when the copy was sealed
     * @param version as in {@link Destination#stat(ObjectKey, String)}
     */
    public static RehashArtifactResult of(
            Destination destination, ObjectKey key, long bytes, @Nullable String version) {
        return of(destination, key, OptionalLong.of(bytes), version);
    }

    private static RehashArtifactResult of(
            Destination destination, ObjectKey key, OptionalLong bytes, @Nullable String version) {
        return switch (destination.open(key, version)) {
            case Opened opened -> read(opened, bytes.orElse(opened.bytes()));
            case ArchiveClassArtifactResult artifactArchived -> artifactArchived;
            case ArtifactMissingResult artifactMissing -> artifactMissing;
            case ArtifactUnreadableResult artifactUnreadable -> artifactUnreadable;
            case DestinationUnavailableResult destinationUnavailable -> destinationUnavailable;
        };
    }

    static RehashArtifactResult read(Opened opened, long expected) {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        try (InputStream in = new BoundedInputStream(opened.stream(), expected)) {
            if (opened.bytes() != expected) {
                return new OtherLength(opened.key(), opened.bytes());
            }
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                bytes += n;
            }
        } catch (IOException e) {
            return new ArtifactUnreadableResult(opened.key(), opened.key() + " cannot be read after byte " + bytes);
        }
        return bytes == expected
                ? new Hashed(opened.key(), bytes, Sha256.of(digest.digest()), opened.version())
                : new OtherLength(opened.key(), bytes);
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime supports SHA-256", e);
        }
    }
}
