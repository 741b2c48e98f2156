package io.holdfast.retention.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import org.junit.jupiter.api.Test;

class BackupRecordJsonTest {

    /** As version 0.1 wrote it. */
    private static final String BEFORE_THERE_WERE_TIERS = """
            {"id": "00000000-0000-0000-0000-000000000001", "database": "app", "kind": "full", "state": "VERIFIED",
             "firstHeardAt": "2026-05-18T02:00:00Z", "making": {"artifact": "app_full_1.dump"},
             "trust": {"level": "L2", "verifiedAt": "2026-05-18T02:10:00Z", "findings": []},
             "copies": [{"copy": {"destination": "local", "key": "app_full_1.dump", "bytes": 1,
                                  "sha256": "0000000000000000000000000000000000000000000000000000000000000000"},
                         "condition": "PRESENT"}],
             "pins": [], "intents": []}""";

    @Test
    void a_page_of_before_there_were_tiers_can_be_read() {
        BackupRecord page = BackupRecordJson.read(BEFORE_THERE_WERE_TIERS, BackupRecord.class);

        assertThat(page.promotions()).isEmpty();
        assertThat(page.isProtected()).isFalse();
        assertThat(page.copies()).singleElement().satisfies(copy -> {
            assertThat(copy.condition()).isEqualTo(Condition.PRESENT);
            assertThat(copy.lockedUntil()).isNull();
        });
    }

    @Test
    void a_page_is_read_as_it_was_written() {
        BackupRecord page = BackupRecordJson.read(BEFORE_THERE_WERE_TIERS, BackupRecord.class);

        assertThat(BackupRecordJson.read(BackupRecordJson.write(page), BackupRecord.class))
                .isEqualTo(page);
    }
}
