package io.holdfast.verify.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.events.Sha256;
import io.holdfast.events.VerificationLevel;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecideVerdictTest {

    private static final Sha256 SHA = new Sha256("a".repeat(64));
    private static final BackupCopyRecord LOCAL =
            new BackupCopyRecord("local", "app_full_20260518_020000.dump", null, 10, SHA);
    private static final BackupCopyRecord REMOTE =
            new BackupCopyRecord("remote", "app_full_20260518_020000.dump", null, 10, SHA);
    private static final ArchiveDecodeResult DECODED =
            new ArchiveDecodeResult.Decoded(new RestoreScriptReadResult.Whole(List.of(), 0, 1));
    private static final Finding BROKEN = new Finding("does_not_decode", "the archive does not decode");
    private static final Finding SMALL = new Finding("size_below_tenth", "too small");
    private static final BackupPlausibilityResult PLAUSIBLE = BackupPlausibilityResult.NOTHING_NOTICED;
    private static final BackupPlausibilityResult SUSPICIOUS = new BackupPlausibilityResult(List.of(SMALL), List.of());

    @Test
    void a_good_copy_that_decodes_is_verified() {
        DecideVerdict decision = judge(DECODED, PLAUSIBLE, new CopyReadResult.Good(LOCAL));

        assertThat(decision)
                .isEqualTo(new DecideVerdict(
                        new Verdict.Verified(VerificationLevel.L2, List.of(LOCAL.ref()), List.of()), List.of()));
    }

    @Test
    void good_bytes_of_an_unlikely_size_are_suspected() {
        DecideVerdict decision = judge(DECODED, SUSPICIOUS, new CopyReadResult.Good(LOCAL));

        assertThat(decision.verdict())
                .isEqualTo(new Verdict.Suspected(VerificationLevel.L2, List.of(LOCAL.ref()), List.of(SMALL)));
    }

    @Test
    void a_missing_only_copy_condemns_the_backup() {
        DecideVerdict decision = judge(DECODED, PLAUSIBLE, new CopyReadResult.Missing(LOCAL));

        assertThat(decision.condemned()).isEmpty();
        assertThat(decision.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Condemned.class,
                        condemned -> assertThat(condemned.evidence())
                                .extracting(Finding::code)
                                .containsExactly("copy_missing"));
    }

    @Test
    void a_bad_copy_beside_a_good_one_is_condemned_alone() {
        DecideVerdict decision =
                judge(DECODED, PLAUSIBLE, new CopyReadResult.WrongSize(LOCAL, 9), new CopyReadResult.Good(REMOTE));

        assertThat(decision.condemned())
                .extracting(bad -> bad.copy().destination())
                .containsExactly("local");
        assertThat(decision.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.copies()).containsExactly(REMOTE.ref()));
    }

    @Test
    void bytes_that_do_not_decode_condemn_although_their_checksum_is_right() {
        DecideVerdict decision =
                judge(new ArchiveDecodeResult.Undecodable(BROKEN), PLAUSIBLE, new CopyReadResult.Good(LOCAL));

        assertThat(decision.verdict()).isEqualTo(new Verdict.Condemned(List.of(BROKEN)));
    }

    @Test
    void damage_weighs_more_than_suspicion() {
        DecideVerdict decision = judge(DECODED, SUSPICIOUS, new CopyReadResult.WrongChecksum(LOCAL, SHA));

        assertThat(decision.verdict()).isInstanceOf(Verdict.Condemned.class);
    }

    @Test
    void a_destination_that_is_away_says_nothing_about_the_backup() {
        DecideVerdict decision = judge(DECODED, PLAUSIBLE, new CopyReadResult.NotLooked(LOCAL, "not mounted"));

        assertThat(decision.verdict()).isEqualTo(new Verdict.Inconclusive("not mounted", true));
    }

    @Test
    void a_missing_program_says_nothing_about_the_backup() {
        DecideVerdict decision =
                judge(new ArchiveDecodeResult.NotDecoded("no pg_restore"), PLAUSIBLE, new CopyReadResult.Good(LOCAL));

        assertThat(decision.verdict()).isEqualTo(new Verdict.Inconclusive("no pg_restore", true));
    }

    @Test
    void an_archive_with_too_many_names_is_not_looked_at_again_and_says_why() {
        DecideVerdict decision = judge(
                new ArchiveDecodeResult.ListTooLong("too many tables"), PLAUSIBLE, new CopyReadResult.Good(LOCAL));

        assertThat(decision.verdict()).isEqualTo(new Verdict.Inconclusive("too many tables", false));
    }

    @Test
    void while_one_copy_could_not_be_looked_at_bad_others_do_not_condemn_the_backup() {
        DecideVerdict decision = judge(
                DECODED,
                PLAUSIBLE,
                new CopyReadResult.Missing(LOCAL),
                new CopyReadResult.NotLooked(REMOTE, "no answer"));

        assertThat(decision.condemned()).hasSize(1);
        assertThat(decision.verdict()).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_copy_that_could_not_be_looked_at_is_not_among_the_verified() {
        DecideVerdict decision = judge(
                DECODED, PLAUSIBLE, new CopyReadResult.Good(LOCAL), new CopyReadResult.NotLooked(REMOTE, "no answer"));

        assertThat(decision.verdict())
                .isEqualTo(new Verdict.Verified(
                        VerificationLevel.L2,
                        List.of(LOCAL.ref()),
                        List.of(new Finding("copy_not_looked_at", "no answer"))));
    }

    @Test
    void without_a_key_nothing_is_known_unless_checksums_are_trusted() {
        ArchiveDecodeResult noKey = new ArchiveDecodeResult.NoKey("set holdfast.encryption.identity-file", false);

        DecideVerdict untrusted = judge(noKey, PLAUSIBLE, new CopyReadResult.Good(LOCAL));
        DecideVerdict trusted = judge(VerificationLevel.L1, noKey, PLAUSIBLE, new CopyReadResult.Good(LOCAL));

        assertThat(untrusted.verdict())
                .isEqualTo(new Verdict.Inconclusive("set holdfast.encryption.identity-file", false));
        assertThat(trusted.verdict())
                .isEqualTo(new Verdict.Verified(
                        VerificationLevel.L1,
                        List.of(LOCAL.ref()),
                        List.of(new Finding("no_key", "set holdfast.encryption.identity-file"))));
    }

    @Test
    void where_checksums_are_trusted_a_key_still_lifts_the_level() {
        DecideVerdict decision = judge(VerificationLevel.L1, DECODED, PLAUSIBLE, new CopyReadResult.Good(LOCAL));

        assertThat(decision.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.level()).isEqualTo(VerificationLevel.L2));
    }

    @Test
    void where_checksums_are_trusted_a_missing_program_is_no_missing_key() {
        DecideVerdict decision = judge(
                VerificationLevel.L1,
                new ArchiveDecodeResult.NotDecoded("no pg_restore"),
                PLAUSIBLE,
                new CopyReadResult.Good(LOCAL));

        assertThat(decision.verdict()).isEqualTo(new Verdict.Inconclusive("no pg_restore", true));
    }

    @Test
    void what_its_storage_contradicts_is_bad() {
        DecideVerdict decision = judge(
                DECODED,
                PLAUSIBLE,
                new CopyReadResult.Good(LOCAL),
                new CopyReadResult.Contradicted(REMOTE, "another checksum"));

        assertThat(decision.condemned()).hasSize(1);
        assertThat(decision.verdict()).isInstanceOf(Verdict.Verified.class);
    }

    private static DecideVerdict judge(
            ArchiveDecodeResult archiveDecodeResult,
            BackupPlausibilityResult plausibilityResult,
            CopyReadResult... looks) {
        return judge(VerificationLevel.L2, archiveDecodeResult, plausibilityResult, looks);
    }

    private static DecideVerdict judge(
            VerificationLevel trusted,
            ArchiveDecodeResult archiveDecodeResult,
            BackupPlausibilityResult plausibilityResult,
            CopyReadResult... looks) {
        return DecideVerdict.of(
                new VerificationCheckResults(List.of(looks), Map.of(SHA, archiveDecodeResult), trusted),
                plausibilityResult);
    }
}
