package io.holdfast.verify.verifying;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which due pieces are pinned next, so that no database waits for another's many: each database has one piece that waits for a worker
 * before any has two, and the database whose last start is the longest ago comes first.
 *
 * @param most how many pieces may wait for a worker, at least 0
 */
public record FairPinSelection(int most) {

    /** No database holds more: whatever comes later starts after at most so many of another database's pieces. */
    public static final int PER_DATABASE = 2;

    /**
     * The due pieces of one database.
     *
     * @param lastTurn of any start; 0 before the first
     * @param waiting how many of its pieces are pinned and have not started
     * @param due the next ones, in their order; more than {@link #PER_DATABASE} are never used
     */
    public record DueDatabase<T>(String database, long lastTurn, int waiting, List<T> due) {

        public DueDatabase {
            due = List.copyOf(due);
        }

        private Stream<Candidate<T>> candidates() {
            int most = Math.min(due.size(), Math.max(0, PER_DATABASE - waiting));
            return Stream.iterate(0, place -> place < most, place -> place + 1)
                    .map(place -> new Candidate<>(due.get(place), waiting + place, lastTurn, database));
        }
    }

    private record Candidate<T>(T piece, int before, long lastTurn, String database) {}

    /**
     * @param databases with due pieces
     * @param waiting how many pieces of all databases are pinned and have not started
     */
    public <T> List<T> choose(List<DueDatabase<T>> databases, int waiting) {
        return databases.stream()
                .flatMap(DueDatabase::candidates)
                .sorted(Comparator.comparing((Candidate<T> candidate) -> candidate.before())
                        .thenComparing(Candidate::lastTurn)
                        .thenComparing(Candidate::database))
                .limit(Math.max(0, most - waiting))
                .map(Candidate::piece)
                .toList();
    }
}
