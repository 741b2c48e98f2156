package io.holdfast.restoreengine.contents;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The result of reading the script that {@code pg_restore --data-only -f -} prints. */
public sealed interface RestoreScriptReadResult {

    /**
     * The script was read to its end.
     *
     * @param tables tables, each once, in the order of the archive
     * @param largeObjects number of large objects
     * @param textBytes length of the script
     * @param encoding PostgreSQL's name of the encoding of its rows and names; empty if the script does not set it
     * @param longLines tables with a line of {@link #LONG} bytes or more, each with the length of its longest line
     * @param sequences position of each sequence
     * @param objects fingerprint of the bytes of large objects; empty if they are not to be compared
     */
    record Whole(
            List<TableContentFingerprint> tables,
            long largeObjects,
            long textBytes,
            Optional<String> encoding,
            Map<TableName, Long> longLines,
            List<SequenceValue> sequences,
            Optional<Fingerprint> objects)
            implements RestoreScriptReadResult {

        public Whole {
            tables = List.copyOf(tables);
            longLines = Map.copyOf(longLines);
            sequences = List.copyOf(sequences);
        }

        /** A result with tables only. */
        public Whole(List<TableContentFingerprint> tables, long largeObjects, long textBytes) {
            this(tables, largeObjects, textBytes, Optional.empty(), Map.of(), List.of(), Optional.empty());
        }

        /** A result with some of the tables and nothing else. */
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

        /** Length of the longest line in bytes; 0 if no line reaches {@link #LONG}. */
        public long longestLine() {
            return longLines.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    /** Lines of this length or more are read one at a time, because each reader holds a whole line in memory. */
    int LONG = 8 << 20;

    /**
     * The script has more names of tables and columns than may be kept.
     *
     * @param limit limit in bytes
     */
    record TooManyNames(long limit) implements RestoreScriptReadResult {}

    /** The script ends in the middle of a statement or of rows. */
    record CutOff(String where) implements RestoreScriptReadResult {}

    /** A statement before rows could not be parsed, so the rows cannot be counted reliably. */
    record NotUnderstood(String where) implements RestoreScriptReadResult {}
}
