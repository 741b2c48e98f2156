package io.holdfast.verify.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.Finding;
import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupPlausibilityCheckTest {

    private static final long MB = 1_000_000;
    private static final TableName USERS = new TableName("public", "users");
    private static final TableName MESSAGES = new TableName("public", "messages");
    private final BackupPlausibilityCheck plausibilityCheck = new BackupPlausibilityCheck(10);

    @Test
    void the_first_backup_is_not_suspected() {
        BackupPlausibilityResult found =
                plausibilityCheck.compare(BackupKind.FULL, 1, tables(Map.of()), BackupHistory.NONE);

        assertThat(found.suspicions()).isEmpty();
        assertThat(found.remarks()).extracting(Finding::code).containsExactly("first_backup");
    }

    @Test
    void less_than_a_tenth_of_the_previous_backup_is_suspicious() {
        BackupPlausibilityResult found = sized(9_999_999, List.of(100 * MB));

        assertThat(found.suspicions())
                .containsExactly(new Finding(
                        "size_below_tenth",
                        "the size of 9,999,999 bytes is less than 10 % of the previous good backup"
                                + " (100,000,000 bytes)"));
    }

    @Test
    void a_tenth_of_the_previous_backup_is_not_suspicious() {
        assertThat(sized(10 * MB, List.of(100 * MB)).suspicions()).isEmpty();
    }

    @Test
    void half_of_an_otherwise_steady_size_is_suspicious() {
        BackupPlausibilityResult found = sized(49 * MB, List.of(100 * MB, 101 * MB, 99 * MB, 100 * MB, 100 * MB));

        assertThat(found.suspicions()).extracting(Finding::code).containsExactly("size_unusual");
    }

    @Test
    void one_odd_backup_in_history_does_not_change_what_is_usual() {
        BackupPlausibilityResult found =
                sized(40 * MB, List.of(100 * MB, 5 * MB, 99 * MB, 100 * MB, 100 * MB, 101 * MB));

        assertThat(found.suspicions()).extracting(Finding::code).containsExactly("size_unusual");
    }

    @Test
    void growth_is_not_suspicious() {
        assertThat(sized(900 * MB, Collections.nCopies(10, 100 * MB)).suspicions())
                .isEmpty();
    }

    @Test
    void where_sizes_differ_much_half_is_not_suspicious() {
        BackupPlausibilityResult found = sized(45 * MB, List.of(100 * MB, 60 * MB, 140 * MB, 80 * MB, 120 * MB));

        assertThat(found.suspicions()).isEmpty();
    }

    @Test
    void few_backups_do_not_tell_what_is_usual() {
        assertThat(sized(20 * MB, Collections.nCopies(4, 100 * MB)).suspicions())
                .isEmpty();
    }

    @Test
    void a_small_database_may_shrink_by_a_few_rows() {
        assertThat(sized(3_000, Collections.nCopies(14, 20_000L)).suspicions()).isEmpty();
    }

    @Test
    void a_schema_only_backup_is_not_suspected() {
        BackupHistory history = new BackupHistory(Collections.nCopies(14, 100 * MB), Map.of(), 0);

        assertThat(plausibilityCheck
                        .compare(BackupKind.SCHEMA_ONLY, 1, tables(Map.of()), history)
                        .suspicions())
                .isEmpty();
    }

    @Test
    void a_vanished_table_is_suspicious() {
        BackupPlausibilityResult found = shaped(Map.of(USERS, 10L, MESSAGES, 5L), Map.of(USERS, 10L));

        assertThat(found.suspicions())
                .containsExactly(new Finding(
                        "tables_vanished",
                        "public.messages existed in the previous good backup and are missing in this one"));
    }

    @Test
    void many_vanished_tables_are_counted_and_only_a_few_named() {
        Map<TableName, Long> before = new HashMap<>();
        for (char c = 'a'; c <= 'z'; c++) {
            before.put(new TableName("public", String.valueOf(c)), 1L);
        }

        BackupPlausibilityResult found = shaped(before, Map.of(USERS, 1L));

        assertThat(found.suspicions())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .startsWith("public.a, public.b, public.c, public.d, public.e, … (26 in total)"));
    }

    @Test
    void a_partition_that_gives_way_to_the_next_is_not_suspicious() {
        BackupPlausibilityResult found = shaped(
                Map.of(USERS, 1L, new TableName("public", "events_2026_10"), 9L),
                Map.of(USERS, 1L, new TableName("public", "events_2026_11"), 9L));

        assertThat(found.suspicions()).isEmpty();
        assertThat(found.remarks()).extracting(Finding::code).containsExactly("tables_rotated");
    }

    @Test
    void a_numbered_table_that_vanishes_without_a_new_one_is_suspicious() {
        TableName first = new TableName("public", "shard_1");
        TableName second = new TableName("public", "shard_2");

        BackupPlausibilityResult found = shaped(Map.of(first, 1L, second, 9L), Map.of(first, 1L));

        assertThat(found.suspicions()).extracting(Finding::code).containsExactly("tables_vanished");
    }

    @Test
    void all_rows_vanished_is_suspicious() {
        BackupPlausibilityResult found = shaped(Map.of(USERS, 10L, MESSAGES, 5L), Map.of(USERS, 0L, MESSAGES, 0L));

        assertThat(found.suspicions())
                .containsExactly(
                        new Finding("all_rows_vanished", "there are no rows; the previous good backup had 15"));
    }

    @Test
    void a_large_table_that_became_empty_is_suspicious() {
        BackupPlausibilityResult found = shaped(Map.of(USERS, 10L, MESSAGES, 5_000L), Map.of(USERS, 10L, MESSAGES, 0L));

        assertThat(found.suspicions()).extracting(Finding::code).containsExactly("large_tables_emptied");
    }

    @Test
    void a_small_table_that_became_empty_is_only_remarked() {
        BackupPlausibilityResult found =
                shaped(Map.of(USERS, 900L, MESSAGES, 100_000L), Map.of(USERS, 0L, MESSAGES, 100_000L));

        assertThat(found.suspicions()).isEmpty();
        assertThat(found.remarks()).extracting(Finding::code).containsExactly("tables_emptied");
    }

    @Test
    void an_empty_database_that_stays_empty_is_not_suspected() {
        assertThat(shaped(Map.of(USERS, 0L), Map.of(USERS, 0L)).suspicions()).isEmpty();
    }

    @Test
    void vanished_large_objects_are_suspicious() {
        BackupPlausibilityResult found = plausibilityCheck.compare(
                BackupKind.FULL, MB, tables(Map.of(USERS, 1L)), new BackupHistory(List.of(MB), Map.of(USERS, 1L), 3));

        assertThat(found.suspicions()).extracting(Finding::code).containsExactly("large_objects_vanished");
    }

    @Test
    void where_the_previous_tables_are_not_known_only_the_size_is_compared() {
        assertThat(shaped(Map.of(), Map.of(USERS, 0L)).suspicions()).isEmpty();
    }

    private BackupPlausibilityResult sized(long bytes, List<Long> before) {
        return plausibilityCheck.compare(
                BackupKind.FULL, bytes, Optional.empty(), new BackupHistory(before, Map.of(), 0));
    }

    private BackupPlausibilityResult shaped(Map<TableName, Long> before, Map<TableName, Long> now) {
        return plausibilityCheck.compare(BackupKind.FULL, MB, tables(now), new BackupHistory(List.of(MB), before, 0));
    }

    private static Optional<RestoreScriptReadResult.Whole> tables(Map<TableName, Long> rows) {
        return Optional.of(new RestoreScriptReadResult.Whole(
                rows.entrySet().stream()
                        .map(entry -> new TableContentFingerprint(
                                entry.getKey(), "(id)", new Fingerprint(entry.getValue(), "0".repeat(64))))
                        .toList(),
                0,
                1));
    }
}
