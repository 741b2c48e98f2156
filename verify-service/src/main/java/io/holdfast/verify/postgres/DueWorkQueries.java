package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.verify.postgres.PinnedBackupQueue.Row;
import io.holdfast.verify.verifying.FairWorkItemSelector;
import io.holdfast.verify.verifying.FairWorkItemSelector.DueDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects the due work items of a {@link PinnedBackupQueue} that are pinned next. The query reads two rows of each database with due
 * items, however many items are due.
 */
final class DueWorkQueries {

    /**
     * Finds the databases with a loose index scan, one index probe for each database. It reads the items in the order of the
     * databases and stops at the limit.
     */
    private static final String DUE = """
            with recursive named(database) as (
                (select v.database from $queue v where v.state = 'due' and not v.set_aside and v.repetition = ?
                 order by v.database limit 1)
                union all
                select (select v.database from $queue v where v.state = 'due' and not v.set_aside and v.repetition = ?
                        and v.database > named.database order by v.database limit 1)
                from named where named.database is not null),
            flight as (
                select v.database, count(*) as waiting from $queue v where v.state in ('pinning', 'ready')
                and v.repetition = ? and not v.set_aside group by v.database),
            sorted as (
                select named.database, coalesce(flight.waiting, 0) as waiting,
                  (select coalesce(max(o.turn), 0) from $queue o
                   where o.database = named.database and o.repetition = ?) as last_turn
                from named left join flight using (database)
                where named.database is not null order by 2, 3, 1)
            select piece.*, sorted.last_turn, sorted.waiting
            from sorted cross join lateral (select d.* from $queue d where d.database = sorted.database
                and d.repetition = ? and d.state = 'due' and not d.set_aside and d.due_at <= ? and (d.deaths = 0 or ?)
                and not exists (select 1 from $queue o where o.backup = d.backup
                                and o.state in ('pinning', 'ready', 'running'))
                order by d.due_at, d.id limit 2) piece
            limit ?""";

    /** Items that are set aside come last, one at a time. */
    private static final String SET_ASIDE = """
            select d.* from $queue d where d.set_aside and d.state = 'due' and d.repetition = ? and d.due_at <= ?
            and not exists (select 1 from $queue o where o.repetition = d.repetition and (
                o.state in ('pinning', 'ready', 'running') or o.state = 'due' and not o.set_aside and o.due_at <= ?))
            order by d.due_at, d.id limit 1""";

    /** Looks in both queues, because the workers of one process die together. */
    private static final String SUSPECT_IN_FLIGHT = """
            select 1 from verification where deaths > 0 and state in ('pinning', 'ready', 'running')
            union all select 1 from drill where deaths > 0 and state in ('pinning', 'ready', 'running') limit 1""";

    private final CatalogueDatabaseClient catalogue;
    private final String due;
    private final String setAside;
    private final String waiting;

    DueWorkQueries(CatalogueDatabaseClient catalogue, String table) {
        this.catalogue = catalogue;
        this.due = DUE.replace("$queue", table);
        this.setAside = SET_ASIDE.replace("$queue", table);
        this.waiting = "select count(*) from " + table
                + " where state in ('pinning', 'ready') and repetition = ? and not set_aside";
    }

    /**
     * The items to pin, in order, each of a different backup. An item during which a worker died is selected only if no other
     * such item is in flight. This shows which item causes the deaths.
     *
     * @param most maximum number of items that wait for a worker
     */
    List<Row> choose(boolean repetitions, int most, Instant now) {
        int waiting = waiting(repetitions);
        if (waiting >= most) {
            return List.of();
        }
        boolean noSuspect = catalogue.row(SUSPECT_IN_FLIGHT, row -> 1).isEmpty();
        List<DueDatabase<Row>> databases = databases(repetitions, now, noSuspect, most - waiting);
        List<Row> chosen = distinct(new FairWorkItemSelector(most).choose(databases, waiting));
        return chosen.isEmpty() && noSuspect ? catalogue.rows(setAside, Row::read, repetitions, now, now) : chosen;
    }

    private int waiting(boolean repetitions) {
        return catalogue.row(waiting, row -> row.getInt(1), repetitions).orElse(0);
    }

    private List<DueDatabase<Row>> databases(boolean repetitions, Instant now, boolean withSuspects, int room) {
        Map<String, DueDatabase<Row>> databases = new LinkedHashMap<>();
        catalogue
                .rows(
                        due,
                        row -> new DueDatabase<>(
                                row.getString("database"),
                                row.getLong("last_turn"),
                                row.getInt("waiting"),
                                List.of(Row.read(row))),
                        repetitions,
                        repetitions,
                        repetitions,
                        repetitions,
                        repetitions,
                        now,
                        withSuspects,
                        FairWorkItemSelector.PER_DATABASE * room)
                .forEach(one -> databases.merge(one.database(), one, DueWorkQueries::together));
        return List.copyOf(databases.values());
    }

    private static DueDatabase<Row> together(DueDatabase<Row> one, DueDatabase<Row> other) {
        List<Row> both = new ArrayList<>(one.due());
        both.addAll(other.due());
        return new DueDatabase<>(one.database(), one.lastTurn(), one.waiting(), both);
    }

    private static List<Row> distinct(Collection<Row> chosen) {
        Set<BackupId> backups = new HashSet<>();
        boolean hasSuspect = false;
        List<Row> distinct = new ArrayList<>();
        for (Row row : chosen) {
            boolean isSecondSuspect = row.deaths() > 0 && hasSuspect;
            if (!isSecondSuspect && backups.add(row.backup())) {
                distinct.add(row);
                hasSuspect |= row.deaths() > 0;
            }
        }
        return distinct;
    }
}
