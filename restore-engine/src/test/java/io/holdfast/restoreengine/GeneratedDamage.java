package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.restoreengine.archive.ArchivedTablePartitions;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.live.ArchivedTableRows;
import io.holdfast.restoreengine.live.ColumnSequence;
import io.holdfast.restoreengine.live.LiveTable;
import io.holdfast.restoreengine.live.ReadTableCatalogInfo;
import io.holdfast.restoreengine.live.ReplaceRows;
import io.holdfast.restoreengine.live.ReplaceRowsResult;
import io.holdfast.restoreengine.live.TableCatalogInfo;
import io.holdfast.restoreengine.live.TableRestoreObstacleCheck;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Deletes or changes rows of one or two tables of a generated database, and replaces them with those of the archive. */
final class GeneratedDamage {

    /** Includes the physical locations and transaction ids, so that rewritten rows differ. */
    private static final String ROWS = """
            select c.oid, c.relkind, (xpath('/row/f/text()', query_to_xml(format(case c.relkind
                when 'S' then 'select md5(concat_ws('','', last_value, is_called)) as f from %1$I.%2$I'
                else 'select md5(string_agg(concat_ws('','', "whole row".tableoid, "whole row".ctid, "whole row".xmin, "whole row"::text), '';''
                  order by "whole row".ctid)) as f from only %1$I.%2$I as "whole row"' end,
                n.nspname, c.relname), false, true, '')))[1]::text
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'S', 'm') and n.nspname not in ('pg_catalog', 'information_schema')""";

    private static final String STATES = """
            select md5(string_agg(line, ',' order by line)) from (
              select concat_ws(' ', 't', oid, tgrelid, tgenabled) from pg_trigger
              union all select concat_ws(' ', 'r', oid, ev_class, ev_enabled) from pg_rewrite
              union all select concat_ws(' ', 'c', oid, relrowsecurity, relforcerowsecurity, relfilenode) from pg_class
                where relkind in ('r', 'p') and relnamespace <> 'pg_catalog'::regnamespace) as states(line)""";

    /**
     * Tables that are published without a replica identity, or that have a rule of an owner without rights, are not changed.
     */
    private static final String DAMAGE = """
            do $do$ declare a name; begin
              execute format('delete from only %1$s where random() < 0.6', %2$s::regclass);
              select attname into a from pg_attribute where attrelid = %2$s and attnum > 0 and atttypid = 'text'::regtype
                and attgenerated = '' and not attisdropped and not attnum = any(
                  array(select unnest(indkey) from pg_index where indrelid = %2$s)) limit 1;
              if a is not null then
                execute format('update only %1$s set %%I = ''changed'' where random() < 0.5', %2$s::regclass, a);
              end if;
            exception when object_not_in_prerequisite_state or insufficient_privilege then null; end $do$""";

    private final RestoreEngineFixture fixture;
    private final GeneratedDatabase database;
    private final String back;
    private final StagedArchive archive;
    private final Random random;

    GeneratedDamage(RestoreEngineFixture fixture, GeneratedDatabase database, String back, StagedArchive archive) {
        this.fixture = fixture;
        this.database = database;
        this.back = back;
        this.archive = archive;
        this.random = new Random(database.seed());
    }

    void isRepaired() throws Exception {
        List<ArchivedTableRows> wanted = wanted();
        List<TableName> names = wanted.stream().map(ArchivedTableRows::table).toList();
        try (Connection live = JdbcConnectionFactory.to(fixture.connection(database.name()), Duration.ZERO)) {
            TableCatalogInfo facts = ReadTableCatalogInfo.of(live, names);
            damage(live, facts);
            Map<Long, String> before = rows(live);
            String states = text(live, STATES);
            List<Finding> obstacles = TableRestoreObstacleCheck.of(facts);

            ReplaceRowsResult result = ReplaceRows.replace(
                    fixture.connection(back), fixture.connection(database.name()), wanted, findings -> {});

            Map<Long, String> after = rows(live);
            assertThat(text(live, STATES)).isEqualTo(states);
            if (obstacles.isEmpty()) {
                assertThat(result).as(names.toString()).isEqualTo(new ReplaceRowsResult.Replaced());
                isOnly(facts, before, after);
                isArchives(wanted);
                for (ColumnSequence sequence : facts.sequences()) {
                    assertThat(isBehind(live, sequence)).as(sequence.toString()).isFalse();
                }
            } else {
                assertThat(((ReplaceRowsResult.Refused) result).findings()).isEqualTo(obstacles);
                assertThat(after).isEqualTo(before);
            }
        }
    }

    /** One or two tables. A partitioned table may be requested as a whole or by a partition that has its own rows. */
    private List<ArchivedTableRows> wanted() throws Exception {
        ArchivedTablePartitions partitions = ArchivedTablePartitions.of(archive);
        List<TableContentFingerprint> contents = archive.contents().tables();
        List<TableName> written =
                contents.stream().map(TableContentFingerprint::table).toList();
        Set<TableName> candidates = new LinkedHashSet<>(written);
        written.forEach(table -> {
            for (TableName above = partitions.parents().get(table);
                    above != null;
                    above = partitions.parents().get(above)) {
                candidates.add(above);
            }
        });
        List<TableName> all = candidates.stream().sorted().toList();
        List<TableName> named =
                partitions.outermost(List.of(all.get(random.nextInt(all.size())), all.get(random.nextInt(all.size()))));
        return named.stream()
                .map(table -> {
                    Set<TableName> parts = new HashSet<>(partitions.within(table, written));
                    return new ArchivedTableRows(
                            table,
                            contents.stream()
                                    .filter(one -> parts.contains(one.table()))
                                    .toList());
                })
                .toList();
    }

    private void damage(Connection live, TableCatalogInfo facts) throws SQLException {
        try (Statement statement = live.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("set session_replication_role = replica");
            statement.execute("select setseed(" + random.nextDouble() + ")");
            for (LiveTable table : facts.relations()) {
                if (!table.isPartitioned()) {
                    statement.execute(DAMAGE.formatted("%1$s", table.oid()));
                }
            }
            for (ColumnSequence sequence : facts.sequences()) {
                statement.execute("select setval(" + sequence.oid()
                        + "::regclass, seqstart, false) from pg_sequence where seqrelid = " + sequence.oid());
            }
        }
    }

    private static Map<Long, String> rows(Connection live) throws SQLException {
        Map<Long, String> rows = new TreeMap<>();
        try (Statement statement = live.createStatement();
                ResultSet row = statement.executeQuery(ROWS)) {
            while (row.next()) {
                rows.put(row.getLong(1), row.getString(2) + row.getString(3));
            }
        }
        return rows;
    }

    private static String text(Connection live, String query) throws SQLException {
        try (Statement statement = live.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void isOnly(TableCatalogInfo facts, Map<Long, String> before, Map<Long, String> after) {
        List<Long> named =
                new ArrayList<>(facts.relations().stream().map(LiveTable::oid).toList());
        named.addAll(facts.sequences().stream().map(ColumnSequence::oid).toList());
        before.keySet().removeAll(named);
        after.keySet().removeAll(named);
        assertThat(after).isEqualTo(before);
    }

    private void isArchives(List<ArchivedTableRows> wanted) throws Exception {
        Set<TableName> parts = wanted.stream()
                .flatMap(rows -> rows.parts().stream())
                .map(TableContentFingerprint::table)
                .collect(Collectors.toSet());
        ArchiveComparisonResult comparison = new CompareDatabaseWithArchive(
                        archive, fixture.connection(database.name()), 1, Long.MAX_VALUE, ProgressListener.NONE)
                .compare(archive.contents().only(parts::contains))
                .orElseThrow();
        assertThat(comparison.different()).isEmpty();
    }

    /** Whether the sequence would return a value that the column has, or has passed. */
    private static boolean isBehind(Connection live, ColumnSequence sequence) throws SQLException {
        String from = (sequence.table().isPartitioned() ? "" : "only ") + "%1$s";
        String beyond = "select exists (select from " + from + " t, %2$s s where t.%3$I::numeric "
                + (sequence.increment() < 0 ? "<=" : ">=")
                + " case when s.is_called then s.last_value + " + sequence.increment() + " else s.last_value end) as f";
        String query = "select (xpath('/row/f/text()', query_to_xml(format(" + SqlQuoting.text(beyond) + ", "
                + sequence.table().oid() + "::regclass, " + sequence.oid() + "::regclass, "
                + SqlQuoting.text(sequence.column())
                + "), false, true, '')))[1]::text";
        return text(live, query).equals("true");
    }
}
