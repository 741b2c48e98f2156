package io.holdfast.verify.verifying;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Selects the due work items that are pinned next, so that a database does not wait for many items of another. Each database
 * gets one waiting item before any gets two. The database whose last start is the oldest comes first.
 *
 * @param most maximum number of items that wait for a worker, at least 0
 */
public record FairWorkItemSelector(int most) {

    /** Maximum number of waiting items of one database. A new item of another database waits for at most this many. */
    public static final int PER_DATABASE = 2;

    /**
     * The due items of one database.
     *
     * @param lastTurn sequence number of its last start; 0 before the first
     * @param waiting number of its items that are pinned and have not started
     * @param due its next items in order; no more than {@link #PER_DATABASE} are used
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
     *
     * @param databases databases with due items
     * @param waiting number of items of all databases that are pinned and have not started
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
