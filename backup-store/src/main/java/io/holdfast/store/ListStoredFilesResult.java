package io.holdfast.store;

import java.util.List;

/** The result of listing all files. */
public sealed interface ListStoredFilesResult permits ListStoredFilesResult.Listed, DestinationUnavailableResult {

    /** All files except the destination's own marker, in the order of their names. */
    record Listed(List<StoredFile> files) implements ListStoredFilesResult {

        public Listed {
            files = List.copyOf(files);
        }

        /** The files that are sealed artifacts, judged by their names. */
        public List<StoredFile> artifacts() {
            return files.stream()
                    .filter(file -> file.nature() == StoredFile.Nature.ARTIFACT)
                    .toList();
        }
    }
}
