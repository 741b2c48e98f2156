package io.holdfast.restoring.contents;

import java.util.List;

/** What came of reading the script that {@code pg_restore --data-only -f -} writes. */
public sealed interface Script {

    /**
     * Read to its end.
     *
     * @param tables each once, in the order of the archive
     * @param largeObjects how many there are; their bytes are decoded, but have no fingerprint
     * @param textBytes length of the script
     */
    record Whole(List<TableContents> tables, long largeObjects, long textBytes) implements Script {

        public Whole {
            tables = List.copyOf(tables);
        }
    }

    /**
     * It has more names of tables and columns than may be kept.
     *
     * @param limit in bytes
     */
    record TooManyNames(long limit) implements Script {}

    /** The script ended in the middle of something. */
    record CutOff(String where) implements Script {}

    /** A statement that announces rows could not be understood, so that counting would be guessing. */
    record NotUnderstood(String where) implements Script {}
}
