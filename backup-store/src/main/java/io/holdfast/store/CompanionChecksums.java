package io.holdfast.store;

import io.holdfast.events.SealedCompanion;
import io.holdfast.events.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Checksums of what is sealed beside an artifact: for the file that lies there, and for the log, which nobody at the storage can change. */
public final class CompanionChecksums {

    private CompanionChecksums() {}

    /** The checksum file over the artifact and these companions. */
    public static Companion file(ObjectKey artifact, Sha256 sum, List<Companion> companions) {
        TreeMap<ObjectKey, Sha256> sums = new TreeMap<>();
        sums.put(artifact, sum);
        companions.forEach(companion -> sums.put(artifact.companion(companion.role()), companion.sha256()));
        return new Companion(Companion.Role.CHECKSUM, new ChecksumFile(sums).text());
    }

    /** All that is sealed beside it, the checksum file included. */
    public static List<SealedCompanion> sealed(ObjectKey artifact, Sha256 sum, List<Companion> companions) {
        List<Companion> all = new ArrayList<>(companions);
        all.add(file(artifact, sum, companions));
        return all.stream()
                .map(companion ->
                        new SealedCompanion(companion.role().suffix(), companion.bytes().length, companion.sha256()))
                .toList();
    }
}
