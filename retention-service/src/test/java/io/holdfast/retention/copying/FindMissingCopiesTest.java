package io.holdfast.retention.copying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupKind;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindMissingCopiesTest {

    private final CopyFixture fixture = new CopyFixture();

    @Test
    void every_place_of_the_policy_should_have_a_copy() {
        fixture.sealed(1, "local");

        assertThat(missing(1)).extracting(MissingCopy::destination).containsExactly("disk", "vault");
    }

    @Test
    void the_nearest_good_copy_is_read_first() {
        fixture.sealed(1, "vault", "local");

        assertThat(missing(1).getFirst().sources())
                .extracting(BackupCopyRecord::destination)
                .containsExactly("local", "vault");
    }

    @Test
    void a_bad_copy_is_missing_while_another_is_good() {
        fixture.sealed(1, "local", "disk", "vault");

        fixture.condemned(1, "vault");

        assertThat(missing(1)).extracting(MissingCopy::bad).containsExactly(CopyFixture.copy(1, "vault"));
    }

    @Test
    void an_expired_copy_is_not_made_again() {
        fixture.sealed(1, "local", "disk", "vault");

        fixture.receive(new CopyExpired(
                CopyFixture.id(1),
                CopyFixture.APP,
                UUID.randomUUID(),
                CopyFixture.copy(1, "local").ref(),
                "old"));

        assertThat(missing(1)).isEmpty();
    }

    @Test
    void a_backup_that_is_too_old_for_this_host_is_still_copied_off_it() {
        fixture.sealed(40, "local");

        assertThat(missing(40)).extracting(MissingCopy::destination).containsExactly("vault");
    }

    @Test
    void a_condemned_backup_is_not_copied() {
        fixture.sealed(1, "local");

        fixture.receive(
                new BackupCondemned(CopyFixture.id(1), CopyFixture.APP, BackupKind.FULL, UUID.randomUUID(), List.of()));

        assertThat(missing(1)).isEmpty();
    }

    private List<MissingCopy> missing(int number) {
        return fixture.wanted.missing(fixture.record(number), fixture.now);
    }
}
