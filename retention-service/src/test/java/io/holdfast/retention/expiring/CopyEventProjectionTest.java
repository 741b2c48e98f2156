package io.holdfast.retention.expiring;

import static io.holdfast.retention.expiring.ExampleBackups.APP;
import static io.holdfast.retention.expiring.ExampleBackups.NOW;
import static io.holdfast.retention.expiring.ExampleBackups.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupCopyEvent.CopyArchived;
import io.holdfast.events.BackupCopyEvent.CopyLocked;
import io.holdfast.events.BackupCopyEvent.LockMissing;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupKind;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a record contains about each copy. */
class CopyEventProjectionTest {

    private static final BackupCopyRecord LOCAL = ExampleBackups.copy(1);
    private static final BackupCopyRecord FIRST = bucket("v1");
    private static final BackupCopyRecord SECOND = bucket("v2");

    private final MemoryCatalogue catalogue = new MemoryCatalogue();
    private final BackupEventProjection projection = new BackupEventProjection(catalogue, catalogue);

    CopyEventProjectionTest() {
        receive(ExampleBackups.completed(1, BackupKind.FULL, NOW));
    }

    @Test
    void a_copy_is_proven_by_the_verification_that_names_it_and_no_other() {
        receive(new BackupCopied(id(1), APP, FIRST));

        receive(verified(LOCAL));

        assertThat(copy("local").provenAt()).isEqualTo(NOW);
        assertThat(copy("bucket").isProven()).isFalse();
    }

    @Test
    void a_new_copy_replaces_the_condemned_one() {
        receive(new BackupCopied(id(1), APP, FIRST));
        receive(new CopyCondemned(id(1), APP, new UUID(1, 1), FIRST.ref(), List.of()));

        receive(new BackupCopied(id(1), APP, SECOND));

        assertThat(copies()).hasSize(2);
        assertThat(copy("bucket")).isEqualTo(StoredCopy.present(SECOND));
    }

    @Test
    void events_about_an_earlier_version_do_not_apply_to_the_current_one() {
        receive(new BackupCopied(id(1), APP, FIRST));
        receive(new BackupCopied(id(1), APP, SECOND));

        receive(new CopyCondemned(id(1), APP, new UUID(1, 1), FIRST.ref(), List.of()));

        assertThat(copy("bucket").condition()).isEqualTo(Condition.PRESENT);
    }

    @Test
    void a_condemned_copy_is_not_proven_any_more() {
        receive(verified(LOCAL));

        receive(new CopyCondemned(id(1), APP, new UUID(1, 1), LOCAL.ref(), List.of()));

        assertThat(copy("local").provenAt()).isNull();
    }

    @Test
    void an_archived_copy_stays_proven_and_loses_the_lock_of_its_earlier_version() {
        receive(new BackupCopied(id(1), APP, FIRST));
        receive(verified(FIRST));
        receive(new CopyLocked(id(1), APP, FIRST.ref(), NOW.plusSeconds(9)));

        receive(new CopyArchived(id(1), APP, SECOND, "GLACIER"));

        assertThat(copy("bucket")).isEqualTo(new StoredCopy(SECOND, Condition.PRESENT, NOW, null, null, "GLACIER"));
    }

    @Test
    void a_missing_lock_is_missing_until_one_that_is_long_enough_is_read_back() {
        receive(new LockMissing(id(1), APP, LOCAL.ref(), NOW.plusSeconds(100), NOW.plusSeconds(5)));

        receive(new CopyLocked(id(1), APP, LOCAL.ref(), NOW.plusSeconds(50)));
        Instant stillMissed = copy("local").lockMissedUntil();
        receive(new CopyLocked(id(1), APP, LOCAL.ref(), NOW.plusSeconds(100)));

        assertThat(stillMissed).isEqualTo(NOW.plusSeconds(100));
        assertThat(copy("local").lockMissedUntil()).isNull();
        assertThat(copy("local").lockedUntil()).isEqualTo(NOW.plusSeconds(100));
    }

    @Test
    void protection_falls_with_a_bad_copy_and_not_with_one_that_expired_by_plan() {
        receive(new BackupCopied(id(1), APP, FIRST));
        receive(new BackupProtected(id(1), APP));

        receive(new CopyExpired(id(1), APP, new UUID(1, 1), LOCAL.ref(), "older than 30 days"));
        boolean afterExpiry = record().isProtected();
        receive(new CopyCondemned(id(1), APP, new UUID(1, 1), FIRST.ref(), List.of()));

        assertThat(afterExpiry).isTrue();
        assertThat(record().isProtected()).isFalse();
    }

    @Test
    void a_promotion_is_remembered_with_the_end_said_last() {
        receive(new BackupPromoted(id(1), APP, "weekly", NOW));
        receive(new BackupPromoted(id(1), APP, "weekly", NOW.plusSeconds(1)));
        receive(new BackupPromoted(id(1), APP, "of-a-later-version", null));

        assertThat(record().promotions()).containsExactly(new TierPromotion(RetentionTier.WEEKLY, NOW.plusSeconds(1)));
    }

    @Test
    void a_copy_made_after_the_expiry_of_its_backup_makes_the_backup_unverified() {
        receive(new CopyExpired(id(1), APP, new UUID(1, 1), LOCAL.ref(), "old"));
        receive(new BackupExpired(id(1), APP, new UUID(1, 1), "old"));

        receive(new BackupCopied(id(1), APP, FIRST));

        assertThat(record().state()).isEqualTo(BackupState.COMPLETED);
        assertThat(record().isStored()).isTrue();
    }

    private void receive(BackupEvent event) {
        projection.apply(event, NOW, NOW.plus(Duration.ofSeconds(1)));
    }

    private BackupRecord record() {
        return catalogue.look(id(1));
    }

    private List<StoredCopy> copies() {
        return record().copies();
    }

    private StoredCopy copy(String destination) {
        return copies().stream()
                .filter(copy -> copy.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    private static BackupVerified verified(BackupCopyRecord copy) {
        return new BackupVerified(
                id(1), APP, BackupKind.FULL, new UUID(1, 1), VerificationLevel.L2, List.of(copy.ref()), List.of());
    }

    private static BackupCopyRecord bucket(String version) {
        return new BackupCopyRecord("bucket", "app_full_1.dump", version, 1000, new Sha256("0".repeat(64)));
    }
}
