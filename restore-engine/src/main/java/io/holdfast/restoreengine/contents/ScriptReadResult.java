package io.holdfast.restoreengine.contents;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What came of reading the script that {@code pg_restore --data-only -f -} writes. */
public sealed interface ScriptReadResult {

    /**
     * Read to its end.
     *
     * @param tables each once, in the order of the archive
     * @param largeObjects how many there are
     * @param textBytes length of the script
     * @param encoding in which its rows and names are, by PostgreSQL's word; empty where it does not say
     * @param longLines tables with a line of {@link #LONG} bytes or more, and the length of the longest
     * @param sequences where each stands
     * @param objects the fingerprint of the large objects' bytes; empty where they are not to be compared
     */
    record Whole(
            List<TableContents> tables,
            long largeObjects,
            long textBytes,
            Optional<String> encoding,
            Map<TableName, Long> longLines,
            List<SequenceValue> sequences,
            Optional<Fingerprint> objects)
            implements ScriptReadResult {

        public Whole {
            tables = List.copyOf(tables);
            longLines = Map.copyOf(longLines);
            sequences = List.copyOf(sequences);
        }

        /** Tables alone. */
        public Whole(List<TableContents> tables, long largeObjects, long textBytes) {
            this(tables, largeObjects, textBytes, Optional.empty(), Map.of(), List.of(), Optional.empty());
        }

        /** Some of its tables, and nothing else. */
        public Whole only(Predicate<TableName> wanted) {
            return new Whole(
                    tables.stream().filter(table -> wanted.test(table.table())).toList(),
                    0,
                    0,
                    encoding,
                    longLines.entrySet().stream()
                            .filter(line -> wanted.test(line.getKey()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    List.of(),
                    Optional.empty());
        }

        /** Length of the longest line in bytes; 0 where none is {@link #LONG}. */
        public long longestLine() {
            return longLines.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    /** Lines of this length or more are read one at a time, because whatever reads them holds each whole. */
    int LONG = 8 << 20;

    /**
     * It has more names of tables and columns than may be kept.
     *
     * @param limit in bytes
     */
    record TooManyNames(long limit) implements ScriptReadResult {}

    /** The script ended in the middle of something. */
    record CutOff(String where) implements ScriptReadResult {}

    /** A statement that announces rows could not be understood, so that counting would be guessing. */
    record NotUnderstood(String where) implements ScriptReadResult {}
}
