package io.holdfast.verify.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationLevel;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VerifyBackupTest {

    private static final BackupCopyRecord LOCAL = copy("local", "a");
    private static final BackupCopyRecord TWIN = copy("remote", "a");
    private static final BackupCopyRecord SEALED_OTHERWISE = copy("vault", "b");
    private static final BackupHistory LARGE = new BackupHistory(List.of(1_000_000L), Map.of(), 0);
    private final List<BackupCopyRecord> looked = new ArrayList<>();
    private final List<BackupCopyRecord> decoded = new ArrayList<>();
    private final List<BackupCopyRecord> unreadable = new ArrayList<>();
    private BackupHistory history = BackupHistory.NONE;
    private List<Finding> beside = List.of();
    private List<Finding> faults = List.of();

    @Test
    void equal_copies_are_decoded_once() {
        verify(backup(TrustStatus.UNVERIFIED, false, LOCAL, TWIN));

        assertThat(decoded).containsExactly(LOCAL);
    }

    @Test
    void copies_of_different_bytes_are_all_decoded() {
        verify(backup(TrustStatus.UNVERIFIED, false, LOCAL, SEALED_OTHERWISE));

        assertThat(decoded).containsExactly(LOCAL, SEALED_OTHERWISE);
    }

    @Test
    void bytes_that_are_not_the_sealed_ones_are_not_decoded() {
        verify(copies(CopyReadResult.Missing::new), backup(TrustStatus.UNVERIFIED, false, LOCAL));

        assertThat(decoded).isEmpty();
    }

    @Test
    void an_unlikely_backup_is_suspected() {
        history = LARGE;

        Verdict verdict = verify(backup(TrustStatus.UNVERIFIED, false, LOCAL));

        assertThat(verdict).isInstanceOf(Verdict.Suspected.class);
    }

    @Test
    void an_accepted_backup_is_not_suspected_again() {
        history = LARGE;

        Verdict verdict = verify(backup(TrustStatus.VERIFIED, true, LOCAL));

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

        assertThat(verify(backup(TrustStatus.VERIFIED, false, LOCAL))).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void what_the_source_itself_has_broken_is_a_finding_and_no_suspicion() {
        faults = List.of(new Finding("source_index_invalid", "index public.by_name of people is not valid"));

        VerifyBackup.Found found =
                verify(copies(CopyReadResult.Good::new), backup(TrustStatus.UNVERIFIED, false, LOCAL));

        assertThat(found.judgement().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.findings()).contains(faults.getFirst()));
    }

    @Test
    void a_backup_beside_which_somebody_altered_a_file_is_suspected_also_where_it_was_verified_before() {
        beside = List.of(new Finding("companion_altered", "local/a.roles.sql is not the file that was sealed"));

        assertThat(verify(backup(TrustStatus.VERIFIED, false, LOCAL))).isInstanceOf(Verdict.Suspected.class);
        assertThat(verify(backup(TrustStatus.VERIFIED, true, LOCAL))).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void a_backup_of_which_no_copy_is_left_is_not_condemned_for_it() {
        assertThat(verify(backup(TrustStatus.UNVERIFIED, false))).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void pauses_double_up_to_the_longest() {
        VerificationBackoff backoff = new VerificationBackoff(Duration.ofMinutes(1), Duration.ofHours(6));

        assertThat(List.of(backoff.after(0), backoff.after(1), backoff.after(5), backoff.after(9), backoff.after(999)))
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(32),
                        Duration.ofHours(6),
                        Duration.ofHours(6));
    }

    @Test
    void of_equal_contents_the_nearest_is_decoded() {
        verify(backup(TrustStatus.UNVERIFIED, false, TWIN, LOCAL));

        assertThat(decoded).containsExactly(LOCAL);
    }

    @Test
    void where_the_nearest_cannot_be_decoded_the_next_is_tried() {
        unreadable.add(LOCAL);

        Verdict verdict = verify(backup(TrustStatus.UNVERIFIED, false, LOCAL, TWIN));

        assertThat(decoded).containsExactly(LOCAL, TWIN);
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void a_copy_that_came_later_is_read_and_what_was_decoded_before_is_not_again() {
        BackupToVerify backup = backup(TrustStatus.VERIFIED, false, LOCAL, TWIN);

        VerifyBackup.Found found = part(copies(CopyReadResult.Good::new), backup, TWIN);

        assertThat(looked).containsExactly(TWIN);
        assertThat(decoded).isEmpty();
        assertThat(found.judgement().verdict())
                .isEqualTo(new Verdict.Verified(VerificationLevel.L2, List.of(TWIN.ref()), List.of()));
    }

    @Test
    void where_a_copy_is_bad_the_others_have_to_vouch_for_the_backup() {
        BackupToVerify backup = backup(TrustStatus.VERIFIED, false, LOCAL, TWIN);
        CopyReader copies =
                copies(copy -> copy.equals(TWIN) ? new CopyReadResult.Missing(copy) : new CopyReadResult.Good(copy));

        VerifyBackup.Found found = part(copies, backup, TWIN);

        assertThat(looked).containsExactly(TWIN, LOCAL);
        assertThat(found.judgement().condemned())
                .extracting(bad -> bad.copy().destination())
                .containsExactly("remote");
        assertThat(found.judgement().verdict()).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void an_archived_copy_is_as_good_as_its_decoded_twin() {
        CopyReader copies = copies(copy ->
                copy.equals(TWIN) ? new CopyReadResult.Vouched(copy, "GLACIER") : new CopyReadResult.Good(copy));

        VerifyBackup.Found found = verify(copies, backup(TrustStatus.UNVERIFIED, false, TWIN, LOCAL));

        assertThat(found.judgement().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.copies()).containsExactly(TWIN.ref(), LOCAL.ref()));
    }

    @Test
    void an_archived_copy_alone_is_as_good_as_what_was_decoded_before_it_went_there() {
        BackupToVerify backup = backup(TrustStatus.VERIFIED, false, TWIN);
        CopyReader copies = copies(copy -> new CopyReadResult.Vouched(copy, "GLACIER"));

        assertThat(part(copies, backup, TWIN).judgement().verdict()).isInstanceOf(Verdict.Verified.class);
        assertThat(verify(copies, backup).judgement().verdict()).isInstanceOf(Verdict.Inconclusive.class);
    }

    private Verdict verify(BackupToVerify backup) {
        return verify(copies(CopyReadResult.Good::new), backup).judgement().verdict();
    }

    private VerifyBackup.Found verify(CopyReader copies, BackupToVerify backup) {
        return verifyBackup(copies).verify(backup, VerificationScope.whole(backup, Set.of()));
    }

    private VerifyBackup.Found part(CopyReader copies, BackupToVerify backup, BackupCopyRecord due) {
        return verifyBackup(copies).verify(backup, VerificationScope.part(List.of(due), Set.of(due.sha256())));
    }

    private VerifyBackup verifyBackup(CopyReader copies) {
        DumpArchiveDecoder archives = (backup, copy) -> {
            decoded.add(copy);
            return unreadable.contains(copy)
                    ? new ArchiveDecodeResult.NotDecoded("a broken line")
                    : new ArchiveDecodeResult.Decoded(new RestoreScriptReadResult.Whole(List.of(), 0, 1));
        };
        return new VerifyBackup(
                copies, archives, backup -> history, new BackupPlausibilityCheck(10), database -> VerificationLevel.L2);
    }

    private CopyReader copies(Function<BackupCopyRecord, CopyReadResult> look) {
        return new CopyReader() {
            @Override
            public CopyReadResult read(BackupCopyRecord copy) {
                looked.add(copy);
                return look.apply(copy);
            }

            @Override
            public List<Finding> companions(BackupCopyRecord copy) {
                return beside;
            }

            @Override
            public List<Finding> sourceFaults(BackupCopyRecord copy) {
                return faults;
            }

            @Override
            public int distance(BackupCopyRecord copy) {
                return copy.equals(LOCAL) ? 0 : 1;
            }
        };
    }

    private static BackupToVerify backup(TrustStatus trust, boolean accepted, BackupCopyRecord... copies) {
        return new BackupToVerify(
                new BackupId(new UUID(1, 2)),
                new DatabaseId("app"),
                BackupKind.FULL,
                Instant.EPOCH,
                10,
                Optional.of("15.18"),
                List.of(copies),
                trust,
                accepted);
    }

    private static BackupCopyRecord copy(String destination, String digit) {
        return new BackupCopyRecord(
                destination, "app_full_20260518_020000.dump", null, 10, new Sha256(digit.repeat(64)));
    }
}
