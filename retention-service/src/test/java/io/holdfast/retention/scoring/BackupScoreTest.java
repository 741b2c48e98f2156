package io.holdfast.retention.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRunDetails;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.expiring.BackupVerificationState;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackupScoreTest {

    private static final DatabaseId APP = new DatabaseId("app");
    private static final Instant NOW = Instant.parse("2026-05-18T04:00:00Z");
    private static final Map<String, BackupScore.Place> PLACES = Map.of(
            "local", new BackupScore.Place("disk", false),
            "shelf", new BackupScore.Place("disk", false),
            "away", new BackupScore.Place("object-storage", true));

    @Test
    void the_database_a_local_copy_and_a_locked_off_site_copy_meet_the_rule() {
        BackupScore score = score(copy("local", null), copy("away", NOW.plusSeconds(1)));

        assertThat(score.isFull()).isTrue();
        assertThat(score.copies()).isEqualTo(3);
    }

    @Test
    void one_directory_lacks_almost_everything_and_says_so_in_words() {
        BackupScore score = score(copy("local", null));

        assertThat(score.missing())
                .containsExactly(
                        "1 more copy (add another destination)",
                        "a second medium (add a destination of another type)",
                        "a copy off the host (add a bucket or an off-site directory)",
                        "a copy that cannot be deleted (enable object-lock of a bucket)");
    }

    @Test
    void two_disks_are_one_medium() {
        assertThat(score(copy("local", null), copy("shelf", null)).media()).isEqualTo(1);
    }

    @Test
    void a_lock_that_has_ended_locks_nothing() {
        assertThat(score(copy("away", NOW)).immutable()).isZero();
    }

    @Test
    void bad_and_unread_copies_are_unproven_and_only_the_unread_one_counts_as_a_copy() {
        StoredCopy bad = new StoredCopy(copy("local", null).copy(), Condition.CONDEMNED, null, null, null, null);
        StoredCopy unread = StoredCopy.present(copy("away", null).copy());

        BackupScore score = score(bad, unread);

        assertThat(score.unproven()).isEqualTo(2);
        assertThat(score.copies()).isEqualTo(2);
        assertThat(score.missing()).contains("2 copies are bad or not read again yet");
    }

    @Test
    void a_copy_at_a_destination_that_is_no_longer_configured_does_not_count() {
        assertThat(score(copy("gone", null)).copies()).isEqualTo(1);
    }

    @Test
    void without_a_verified_backup_everything_is_missing() {
        BackupScore score = BackupScore.of(APP, Optional.empty(), PLACES, NOW);

        assertThat(score.isFull()).isFalse();
        assertThat(score.backup()).isNull();
    }

    private static BackupScore score(StoredCopy... copies) {
        BackupRecord record = new BackupRecord(
                new BackupId(new UUID(0, 1)),
                APP,
                BackupKind.FULL,
                BackupState.VERIFIED,
                NOW,
                new BackupRunDetails(null, null, null, "app.dump", NOW, NOW, null),
                new BackupVerificationState(null, NOW, null, List.of(), null, null),
                List.of(copies),
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
        return BackupScore.of(APP, Optional.of(record), PLACES, NOW);
    }

    private static StoredCopy copy(String destination, @Nullable Instant lockedUntil) {
        BackupCopyRecord copy = new BackupCopyRecord(destination, "app.dump", null, 1, new Sha256("0".repeat(64)));
        return new StoredCopy(copy, Condition.PRESENT, NOW, lockedUntil, null, null);
    }
}
