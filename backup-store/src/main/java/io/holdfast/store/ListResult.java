package io.holdfast.store;

import java.util.List;

/** The answer to a wish to see everything. */
public sealed interface ListResult permits ListResult.Listed, DestinationUnavailable {

    /** Every file but the destination's own marker, in order of name. */
    record Listed(List<StoredFile> files) implements ListResult {

        public Listed {
            files = List.copyOf(files);
        }

        /** Sealed artifacts by Holdfast's naming. */
        public List<StoredFile> artifacts() {
            return files.stream()
                    .filter(file -> file.nature() == StoredFile.Nature.ARTIFACT)
                    .toList();
        }
    }
}
