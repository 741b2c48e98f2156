package io.holdfast.store;

import io.holdfast.events.Copy;
import io.holdfast.events.SealedCompanion;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the companions of a copy against what was recorded of them when they were sealed.
 *
 * @param altered keys of companions that are there with other bytes
 * @param gone keys of companions that are not there, while the destination is
 * @param unknown why companions could not be looked at
 */
public record CompanionCheck(List<Key> altered, List<Key> gone, List<String> unknown) {

    public CompanionCheck {
        altered = List.copyOf(altered);
        gone = List.copyOf(gone);
        unknown = List.copyOf(unknown);
    }

    /** Of a copy whose companions nobody has recorded, nothing can be said. */
    public static CompanionCheck of(Destination destination, Key artifact, Copy copy) {
        List<Key> altered = new ArrayList<>();
        List<Key> gone = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<SealedCompanion> sealed = copy.companions();
        for (SealedCompanion companion : sealed == null ? List.<SealedCompanion>of() : sealed) {
            Key key = new Key(artifact.value() + companion.suffix());
            switch (Rehash.of(destination, key)) {
                case Rehashed.Hashed hashed -> {
                    if (!hashed.sha256().equals(companion.sha256())) {
                        altered.add(key);
                    }
                }
                case Rehashed.OtherLength longer -> altered.add(key);
                case Missing missing -> gone.add(key);
                case Archived archived -> unknown.add(key + " lies in " + archived.storageClass());
                case Unreadable unreadable -> unknown.add(unreadable.reason());
                case Unavailable unavailable -> unknown.add(unavailable.reason());
            }
        }
        return new CompanionCheck(altered, gone, unknown);
    }
}
