package io.holdfast.retention.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import org.junit.jupiter.api.Test;

class BackupRecordJsonMapperTest {

    /** As version 0.1 wrote it. */
    private static final String BEFORE_TIERS = """
            {"id": "00000000-0000-0000-0000-000000000001", "database": "app", "kind": "full", "state": "VERIFIED",
             "firstHeardAt": "2026-05-18T02:00:00Z", "making": {"artifact": "app_full_1.dump"},
             "trust": {"level": "L2", "verifiedAt": "2026-05-18T02:10:00Z", "findings": []},
             "copies": [{"copy": {"destination": "local", "key": "app_full_1.dump", "bytes": 1,
                                  "sha256": "0000000000000000000000000000000000000000000000000000000000000000"},
                         "condition": "PRESENT"}],
             "pins": [], "intents": []}""";

    @Test
    void a_record_from_before_tiers_can_be_read() {
        BackupRecord record = BackupRecordJsonMapper.read(BEFORE_TIERS, BackupRecord.class);

        assertThat(record.promotions()).isEmpty();
        assertThat(record.isProtected()).isFalse();
        assertThat(record.copies()).singleElement().satisfies(copy -> {
            assertThat(copy.condition()).isEqualTo(Condition.PRESENT);
            assertThat(copy.lockedUntil()).isNull();
        });
    }

    @Test
    void a_record_is_read_as_it_was_written() {
        BackupRecord record = BackupRecordJsonMapper.read(BEFORE_TIERS, BackupRecord.class);

        assertThat(BackupRecordJsonMapper.read(BackupRecordJsonMapper.write(record), BackupRecord.class))
                .isEqualTo(record);
    }
}
