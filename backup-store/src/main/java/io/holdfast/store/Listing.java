package io.holdfast.store;

import java.util.List;

/** The answer to a wish to see everything. */
public sealed interface Listing permits Listing.Listed, Unavailable {

    /** Every file but the destination's own marker, in order of name. */
    record Listed(List<Stored> files) implements Listing {

        public Listed {
            files = List.copyOf(files);
        }

        /** Sealed artifacts by Holdfast's naming. */
        public List<Stored> artifacts() {
            return files.stream()
                    .filter(file -> file.nature() == Stored.Nature.ARTIFACT)
                    .toList();
        }
    }
}
