package io.holdfast.verify.verifying;

import io.holdfast.events.CopyLocation;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides the verdict from the results of the checks, and lists the bad copies.
 *
 * @param condemned the bad copies; empty if the backup's only copy is bad, because the verdict covers that
 */
public record DecideVerdict(Verdict verdict, List<BadCopy> condemned) {

    /** One bad copy with the evidence. */
    public record BadCopy(CopyLocation copy, Finding evidence) {}

    public DecideVerdict {
        condemned = List.copyOf(condemned);
    }

    /**
     * Good bytes in one copy make a good backup. Bad bytes in all copies make a bad backup. In all other cases the result is
     * inconclusive, and a copy that could not be read counts neither for nor against the backup.
     */
    public static DecideVerdict of(VerificationCheckResults seen, BackupPlausibilityResult plausibilityResult) {
        Sorted sorted = new Sorted(seen);
        seen.looks().forEach(sorted::take);
        List<BadCopy> condemned = seen.looks().size() > 1 ? sorted.bad : List.of();
        return new DecideVerdict(sorted.verdict(plausibilityResult), condemned);
    }

    private static final class Sorted {

        private final VerificationCheckResults seen;
        private final List<CopyLocation> good = new ArrayList<>();
        private final List<BadCopy> bad = new ArrayList<>();
        private final List<Finding> unknown = new ArrayList<>();
        private final List<Finding> undecoded = new ArrayList<>();
        private boolean again;

        Sorted(VerificationCheckResults seen) {
            this.seen = seen;
        }

        void take(CopyReadResult look) {
            switch (look) {
                case CopyReadResult.Bad missingOrWrong -> condemn(look, missingOrWrong.evidence());
                case CopyReadResult.NotLooked notLooked -> unknown("copy_not_looked_at", notLooked.why(), true);
                case CopyReadResult.Good readable -> takeDecoded(readable, "was not decoded");
                case CopyReadResult.Vouched archived ->
                    takeDecoded(
                            archived,
                            "is in archive class " + archived.storageClass()
                                    + ": its storage confirms its checksum, but the copy cannot be decoded there");
            }
        }

        private void takeDecoded(CopyReadResult look, String otherwise) {
            switch (seen.decodings().get(look.copy().sha256())) {
                case ArchiveDecodeResult.Decoded decoded -> good.add(look.copy().ref());
                case ArchiveDecodeResult.DecodedBefore before ->
                    good.add(look.copy().ref());
                case ArchiveDecodeResult.Undecodable undecodable -> condemn(look, undecodable.evidence());
                case ArchiveDecodeResult.NotDecoded notDecoded -> unknown("copy_not_decoded", notDecoded.why(), true);
                case ArchiveDecodeResult.ListTooLong tooLong -> unknown("list_too_long", tooLong.why(), false);
                case ArchiveDecodeResult.NoKey noKey -> takeTrusted(look, "no_key", noKey.why(), noKey.again());
                case null -> takeTrusted(look, "copy_not_decoded", look.copy().ref() + " " + otherwise, true);
            }
        }

        /** Length and SHA-256 are right, and this service cannot check more. */
        private void takeTrusted(CopyReadResult look, String code, String why, boolean mayChange) {
            if (seen.trusted() == VerificationLevel.L1) {
                good.add(look.copy().ref());
                undecoded.add(new Finding(code, why));
            } else {
                unknown(code, why, mayChange);
            }
        }

        private void unknown(String code, String why, boolean mayChange) {
            unknown.add(new Finding(code, why));
            again |= mayChange;
        }

        private void condemn(CopyReadResult look, Finding evidence) {
            bad.add(new BadCopy(look.copy().ref(), evidence));
        }

        Verdict verdict(BackupPlausibilityResult plausibilityResult) {
            if (!good.isEmpty()) {
                VerificationLevel level = undecoded.isEmpty() ? VerificationLevel.L2 : VerificationLevel.L1;
                List<Finding> remarks = new ArrayList<>(plausibilityResult.remarks());
                undecoded.stream().distinct().forEach(remarks::add);
                remarks.addAll(unknown);
                bad.forEach(copy -> remarks.add(copy.evidence()));
                return plausibilityResult.suspicions().isEmpty()
                        ? new Verdict.Verified(level, good, remarks)
                        : new Verdict.Suspected(level, good, plausibilityResult.suspicions());
            }
            if (bad.isEmpty() && unknown.isEmpty()) {
                return new Verdict.Inconclusive("no copy is left to read", false);
            }
            if (!unknown.isEmpty()) {
                return new Verdict.Inconclusive(unknown.getFirst().text(), again);
            }
            return new Verdict.Condemned(bad.stream().map(BadCopy::evidence).toList());
        }
    }
}
