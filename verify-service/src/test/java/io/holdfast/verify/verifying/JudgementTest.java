package io.holdfast.verify.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import io.holdfast.events.Sha256;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.restoring.contents.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Sha256 SHA = new Sha256("a".repeat(64));
    private static final Copy LOCAL = new Copy("local", "app_full_20260518_020000.dump", null, 10, SHA);
    private static final Copy REMOTE = new Copy("remote", "app_full_20260518_020000.dump", null, 10, SHA);
    private static final Decoding DECODED = new Decoding.Decoded(new Script.Whole(List.of(), 0, 1));
    private static final Finding BROKEN = new Finding("does_not_decode", "the archive does not decode");
    private static final Finding SMALL = new Finding("size_below_tenth", "too small");
    private static final Plausibility PLAUSIBLE = Plausibility.NOTHING_NOTICED;
    private static final Plausibility SUSPICIOUS = new Plausibility(List.of(SMALL), List.of());

    @Test
    void a_good_copy_that_decodes_is_verified() {
        Judgement judgement = judge(DECODED, PLAUSIBLE, new CopyLook.Good(LOCAL));

        assertThat(judgement)
                .isEqualTo(new Judgement(new Verdict.Verified(Level.L2, List.of(LOCAL.ref()), List.of()), List.of()));
    }

    @Test
    void good_bytes_of_an_unlikely_size_are_suspected() {
        Judgement judgement = judge(DECODED, SUSPICIOUS, new CopyLook.Good(LOCAL));

        assertThat(judgement.verdict())
                .isEqualTo(new Verdict.Suspected(Level.L2, List.of(LOCAL.ref()), List.of(SMALL)));
    }

    @Test
    void a_missing_only_copy_condemns_the_backup() {
        Judgement judgement = judge(DECODED, PLAUSIBLE, new CopyLook.Missing(LOCAL));

        assertThat(judgement.condemned()).isEmpty();
        assertThat(judgement.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Condemned.class,
                        condemned -> assertThat(condemned.evidence())
                                .extracting(Finding::code)
                                .containsExactly("copy_missing"));
    }

    @Test
    void a_bad_copy_beside_a_good_one_is_condemned_alone() {
        Judgement judgement = judge(DECODED, PLAUSIBLE, new CopyLook.WrongSize(LOCAL, 9), new CopyLook.Good(REMOTE));

        assertThat(judgement.condemned())
                .extracting(bad -> bad.copy().destination())
                .containsExactly("local");
        assertThat(judgement.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.copies()).containsExactly(REMOTE.ref()));
    }

    @Test
    void bytes_that_do_not_decode_condemn_although_their_checksum_is_right() {
        Judgement judgement = judge(new Decoding.Undecodable(BROKEN), PLAUSIBLE, new CopyLook.Good(LOCAL));

        assertThat(judgement.verdict()).isEqualTo(new Verdict.Condemned(List.of(BROKEN)));
    }

    @Test
    void damage_weighs_more_than_suspicion() {
        Judgement judgement = judge(DECODED, SUSPICIOUS, new CopyLook.WrongChecksum(LOCAL, SHA));

        assertThat(judgement.verdict()).isInstanceOf(Verdict.Condemned.class);
    }

    @Test
    void a_destination_that_is_away_says_nothing_about_the_backup() {
        Judgement judgement = judge(DECODED, PLAUSIBLE, new CopyLook.NotLooked(LOCAL, "not mounted"));

        assertThat(judgement.verdict()).isEqualTo(new Verdict.Inconclusive("not mounted", true));
    }

    @Test
    void a_missing_program_says_nothing_about_the_backup() {
        Judgement judgement = judge(new Decoding.NotDecoded("no pg_restore"), PLAUSIBLE, new CopyLook.Good(LOCAL));

        assertThat(judgement.verdict()).isEqualTo(new Verdict.Inconclusive("no pg_restore", true));
    }

    @Test
    void an_archive_with_too_many_names_is_not_looked_at_again_and_says_why() {
        Judgement judgement = judge(new Decoding.ListTooLong("too many tables"), PLAUSIBLE, new CopyLook.Good(LOCAL));

        assertThat(judgement.verdict()).isEqualTo(new Verdict.Inconclusive("too many tables", false));
    }

    @Test
    void while_one_copy_could_not_be_looked_at_bad_others_do_not_condemn_the_backup() {
        Judgement judgement =
                judge(DECODED, PLAUSIBLE, new CopyLook.Missing(LOCAL), new CopyLook.NotLooked(REMOTE, "no answer"));

        assertThat(judgement.condemned()).hasSize(1);
        assertThat(judgement.verdict()).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void a_copy_that_could_not_be_looked_at_is_not_among_the_verified() {
        Judgement judgement =
                judge(DECODED, PLAUSIBLE, new CopyLook.Good(LOCAL), new CopyLook.NotLooked(REMOTE, "no answer"));

        assertThat(judgement.verdict())
                .isEqualTo(new Verdict.Verified(
                        Level.L2, List.of(LOCAL.ref()), List.of(new Finding("copy_not_looked_at", "no answer"))));
    }

    @Test
    void without_a_key_nothing_is_known_unless_checksums_are_trusted() {
        Decoding noKey = new Decoding.NoKey("set holdfast.encryption.identity-file", false);

        Judgement untrusted = judge(noKey, PLAUSIBLE, new CopyLook.Good(LOCAL));
        Judgement trusted = judge(Level.L1, noKey, PLAUSIBLE, new CopyLook.Good(LOCAL));

        assertThat(untrusted.verdict())
                .isEqualTo(new Verdict.Inconclusive("set holdfast.encryption.identity-file", false));
        assertThat(trusted.verdict())
                .isEqualTo(new Verdict.Verified(
                        Level.L1,
                        List.of(LOCAL.ref()),
                        List.of(new Finding("no_key", "set holdfast.encryption.identity-file"))));
    }

    @Test
    void where_checksums_are_trusted_a_key_still_lifts_the_level() {
        Judgement judgement = judge(Level.L1, DECODED, PLAUSIBLE, new CopyLook.Good(LOCAL));

        assertThat(judgement.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.level()).isEqualTo(Level.L2));
    }

    @Test
    void where_checksums_are_trusted_a_missing_program_is_no_missing_key() {
        Judgement judgement =
                judge(Level.L1, new Decoding.NotDecoded("no pg_restore"), PLAUSIBLE, new CopyLook.Good(LOCAL));

        assertThat(judgement.verdict()).isEqualTo(new Verdict.Inconclusive("no pg_restore", true));
    }

    @Test
    void what_its_storage_contradicts_is_bad() {
        Judgement judgement = judge(
                DECODED, PLAUSIBLE, new CopyLook.Good(LOCAL), new CopyLook.Contradicted(REMOTE, "another checksum"));

        assertThat(judgement.condemned()).hasSize(1);
        assertThat(judgement.verdict()).isInstanceOf(Verdict.Verified.class);
    }

    private static Judgement judge(Decoding decoding, Plausibility plausibility, CopyLook... looks) {
        return judge(Level.L2, decoding, plausibility, looks);
    }

    private static Judgement judge(Level trusted, Decoding decoding, Plausibility plausibility, CopyLook... looks) {
        return Judgement.of(new Examination(List.of(looks), Map.of(SHA, decoding), trusted), plausibility);
    }
}
