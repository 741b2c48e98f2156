package io.holdfast.verify.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.Kind;
import io.holdfast.events.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerifyBackupTest {

    private static final Copy LOCAL = copy("local", "a");
    private static final Copy TWIN = copy("remote", "a");
    private static final Copy SEALED_OTHERWISE = copy("vault", "b");
    private static final History LARGE = new History(List.of(1_000_000L), Map.of(), 0);
    private final List<Copy> decoded = new ArrayList<>();
    private History history = History.NONE;

    @Test
    void equal_copies_are_decoded_once() {
        verify(backup(Trust.UNVERIFIED, false, LOCAL, TWIN));

        assertThat(decoded).containsExactly(LOCAL);
    }

    @Test
    void copies_of_different_bytes_are_all_decoded() {
        verify(backup(Trust.UNVERIFIED, false, LOCAL, SEALED_OTHERWISE));

        assertThat(decoded).containsExactly(LOCAL, SEALED_OTHERWISE);
    }

    @Test
    void bytes_that_are_not_the_sealed_ones_are_not_decoded() {
        verifyBackup(CopyLook.Missing::new).verify(backup(Trust.UNVERIFIED, false, LOCAL));

        assertThat(decoded).isEmpty();
    }

    @Test
    void an_unlikely_backup_is_suspected() {
        history = LARGE;

        Verdict verdict = verify(backup(Trust.UNVERIFIED, false, LOCAL));

        assertThat(verdict).isInstanceOf(Verdict.Suspected.class);
    }

    @Test
    void an_accepted_backup_is_not_suspected_again() {
        history = LARGE;

        Verdict verdict = verify(backup(Trust.VERIFIED, true, LOCAL));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.findings())
                                .extracting(Finding::code)
                                .containsExactly("size_below_tenth"));
    }

    @Test
    void a_verified_backup_is_not_suspected_because_of_what_came_to_light_later() {
        history = LARGE;

        assertThat(verify(backup(Trust.VERIFIED, false, LOCAL))).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void a_backup_of_which_no_copy_is_left_is_not_condemned_for_it() {
        assertThat(verify(backup(Trust.UNVERIFIED, false))).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void pauses_double_up_to_the_longest() {
        Backoff backoff = new Backoff(Duration.ofMinutes(1), Duration.ofHours(6));

        assertThat(List.of(backoff.after(0), backoff.after(1), backoff.after(5), backoff.after(9), backoff.after(999)))
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(32),
                        Duration.ofHours(6),
                        Duration.ofHours(6));
    }

    private Verdict verify(Backup backup) {
        return verifyBackup(CopyLook.Good::new).verify(backup).judgement().verdict();
    }

    private VerifyBackup verifyBackup(Copies copies) {
        Archives archives = (backup, copy) -> {
            decoded.add(copy);
            return new Decoding.Decoded(new Script.Whole(List.of(), 0, 1));
        };
        return new VerifyBackup(copies, archives, backup -> history, new Expectations(10));
    }

    private static Backup backup(Trust trust, boolean accepted, Copy... copies) {
        return new Backup(
                new BackupId(new UUID(1, 2)),
                new DatabaseId("app"),
                Kind.FULL,
                Instant.EPOCH,
                10,
                Optional.of("15.18"),
                List.of(copies),
                trust,
                accepted);
    }

    private static Copy copy(String destination, String digit) {
        return new Copy(destination, "app_full_20260518_020000.dump", null, 10, new Sha256(digit.repeat(64)));
    }
}
