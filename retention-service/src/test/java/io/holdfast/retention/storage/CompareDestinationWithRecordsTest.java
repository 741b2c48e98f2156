package io.holdfast.retention.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import io.holdfast.retention.postgres.RecordedCopyQueries.Known;
import io.holdfast.store.StoredFile;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompareDestinationWithRecordsTest {

    private static final String FIRST = "app_full_20260518_020000.dump";
    private static final String SECOND = "app_full_20260519_020000.dump";
    private static final String IMPORTED = "pre_migration_20260518_020000.dump";

    private final Deque<Known> recorded = new ArrayDeque<>();

    @Test
    void files_with_a_record_are_no_difference() {
        recorded.add(known(FIRST, Condition.PRESENT));
        recorded.add(known(IMPORTED, Condition.PRESENT));

        CompareDestinationWithRecords comparison = compare(
                FIRST,
                FIRST + ".facts.json",
                FIRST + ".manifest.json",
                FIRST + ".sha256",
                IMPORTED,
                IMPORTED + ".sha256");

        assertThat(comparison.unknown()).isEmpty();
        assertThat(comparison.missing()).isEmpty();
    }

    @Test
    void companions_are_recognized_although_another_name_is_sorted_between() {
        recorded.add(known(FIRST, Condition.PRESENT));
        recorded.add(known(FIRST + ".age", Condition.PRESENT));

        CompareDestinationWithRecords comparison =
                compare(FIRST, FIRST + ".age", FIRST + ".age.sha256", FIRST + ".sha256");

        assertThat(comparison.unknown()).isEmpty();
    }

    @Test
    void a_file_that_only_the_destination_has_is_unknown() {
        recorded.add(known(SECOND, Condition.PRESENT));

        CompareDestinationWithRecords comparison = compare(".hidden", FIRST, SECOND, "zebra.txt");

        assertThat(comparison.unknown())
                .extracting(StoredFile::fileName)
                .containsExactly(".hidden", FIRST, "zebra.txt");
    }

    @Test
    void a_recorded_copy_without_a_file_is_missing_unless_it_is_being_deleted() {
        recorded.add(known(FIRST, Condition.PRESENT));
        recorded.add(new Known(SECOND, id(), new DatabaseId("app"), 1, "expiring", Condition.PRESENT, true));
        recorded.add(known(IMPORTED, Condition.CONDEMNED));
        recorded.add(known("z.dump", Condition.EXPIRED));

        CompareDestinationWithRecords comparison = compare();

        assertThat(comparison.missing()).extracting(Known::key).containsExactly(FIRST, IMPORTED);
    }

    @Test
    void another_length_and_bytes_that_should_be_gone_are_contradictions() {
        recorded.add(new Known(FIRST, id(), new DatabaseId("app"), 2, "verified", Condition.PRESENT, false));
        recorded.add(known(SECOND, Condition.EXPIRED));

        CompareDestinationWithRecords comparison = compare(FIRST, SECOND);

        assertThat(comparison.different()).extracting(Known::key).containsExactly(FIRST);
        assertThat(comparison.expiredButPresent()).extracting(Known::key).containsExactly(SECOND);
    }

    @Test
    void a_name_reused_after_an_expiry_belongs_to_the_later_backup() {
        recorded.add(known(FIRST, Condition.PRESENT));
        recorded.add(known(FIRST, Condition.EXPIRED));
        recorded.add(known(SECOND, Condition.PRESENT));

        CompareDestinationWithRecords comparison = compare(FIRST, SECOND);

        assertThat(comparison.expiredButPresent()).isEmpty();
        assertThat(comparison.unknown()).isEmpty();
    }

    @Test
    void further_unknown_files_are_only_counted() {
        CompareDestinationWithRecords comparison = new CompareDestinationWithRecords(recorded::poll);
        for (int i = 0; i < CompareDestinationWithRecords.MOST + 5; i++) {
            comparison.see(new StoredFile("file-" + i, 1, Instant.EPOCH));
        }

        assertThat(List.of((long) comparison.unknown().size(), comparison.uncounted()))
                .containsExactly((long) CompareDestinationWithRecords.MOST, 5L);
    }

    private CompareDestinationWithRecords compare(String... files) {
        CompareDestinationWithRecords comparison = new CompareDestinationWithRecords(recorded::poll);
        for (String file : files) {
            comparison.see(new StoredFile(file, 1, Instant.EPOCH));
        }
        comparison.end();
        return comparison;
    }

    private static Known known(String key, Condition condition) {
        return new Known(key, id(), new DatabaseId("app"), 1, "verified", condition, false);
    }

    private static BackupId id() {
        return new BackupId(UUID.randomUUID());
    }
}
