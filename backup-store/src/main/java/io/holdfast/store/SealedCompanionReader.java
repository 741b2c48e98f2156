package io.holdfast.store;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CompanionFileRecord;
import io.holdfast.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a companion, if it is the one that was sealed. */
public final class SealedCompanionReader {

    /** A manifest has an entry for every table, so it can be large. A longer file is not a companion. */
    private static final int LONGEST = 64 << 20;

    private SealedCompanionReader() {}

    /**
     * Empty if the companion is missing or cannot be read, or if the event log recorded another checksum or no such companion for this
     * copy. For backups before version 0.3, whose companions were not recorded, this method returns the stored text.
     */
    public static Optional<String> read(Destination destination, BackupCopyRecord copy, CompanionFile.Role role) {
        Optional<ObjectKey> key = ObjectKey.parse(copy.key() + role.suffix());
        Optional<CompanionFileRecord> sealed = copy.companion(role.suffix());
        if (key.isEmpty()
                || copy.companions() != null && sealed.isEmpty()
                || !(destination.open(key.get()) instanceof OpenArtifactResult.Opened opened)) {
            return Optional.empty();
        }
        try (InputStream stream = opened.stream()) {
            byte[] bytes = stream.readNBytes(LONGEST);
            boolean isSealed = sealed.map(known -> known.sha256()
                            .equals(Sha256.of(RehashArtifact.sha256().digest(bytes))))
                    .orElse(true);
            return isSealed ? Optional.of(new String(bytes, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
