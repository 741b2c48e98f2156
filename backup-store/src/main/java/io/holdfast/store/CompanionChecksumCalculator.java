package io.holdfast.store;

import io.holdfast.events.CompanionFileRecord;
import io.holdfast.events.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Checksums of the companions of an artifact: for the checksum file, and for the event log, which nobody with access to the storage can
 * change.
 */
public final class CompanionChecksumCalculator {

    private CompanionChecksumCalculator() {}

    /** The checksum file for the artifact and these companions. */
    public static CompanionFile file(ObjectKey artifact, Sha256 sum, List<CompanionFile> companions) {
        TreeMap<ObjectKey, Sha256> sums = new TreeMap<>();
        sums.put(artifact, sum);
        companions.forEach(companion -> sums.put(artifact.companion(companion.role()), companion.sha256()));
        return new CompanionFile(CompanionFile.Role.CHECKSUM, new ChecksumFile(sums).text());
    }

    /** All sealed companions, including the checksum file. */
    public static List<CompanionFileRecord> sealed(ObjectKey artifact, Sha256 sum, List<CompanionFile> companions) {
        List<CompanionFile> all = new ArrayList<>(companions);
        all.add(file(artifact, sum, companions));
        return all.stream()
                .map(companion -> new CompanionFileRecord(
                        companion.role().suffix(), companion.bytes().length, companion.sha256()))
                .toList();
    }
}
