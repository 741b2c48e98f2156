package io.holdfast.verify.verifying;

import io.holdfast.events.CopyRef;
import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import io.holdfast.restoring.contents.Decoding;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict that follows from what was seen, and the copies that are bad whatever becomes of the others.
 *
 * @param condemned empty where the backup's only copy is bad: then the verdict says it
 */
public record Judgement(Verdict verdict, List<BadCopy> condemned) {

    /** One copy with what speaks against it. */
    public record BadCopy(CopyRef copy, Finding evidence) {}

    public Judgement {
        condemned = List.copyOf(condemned);
    }

    /**
     * Good bytes in one copy make a good backup; bad bytes in all of them make a bad one. In between nothing is known, and
     * what nobody could look at never counts for or against a backup.
     */
    public static Judgement of(Examination seen, Plausibility plausibility) {
        Sorted sorted = new Sorted(seen);
        seen.looks().forEach(sorted::take);
        List<BadCopy> condemned = seen.looks().size() > 1 ? sorted.bad : List.of();
        return new Judgement(sorted.verdict(plausibility), condemned);
    }

    private static final class Sorted {

        private final Examination seen;
        private final List<CopyRef> good = new ArrayList<>();
        private final List<BadCopy> bad = new ArrayList<>();
        private final List<Finding> unknown = new ArrayList<>();
        private final List<Finding> undecoded = new ArrayList<>();
        private boolean again;

        Sorted(Examination seen) {
            this.seen = seen;
        }

        void take(CopyLook look) {
            switch (look) {
                case CopyLook.Bad missingOrWrong -> condemn(look, missingOrWrong.evidence());
                case CopyLook.NotLooked notLooked -> unknown("copy_not_looked_at", notLooked.why(), true);
                case CopyLook.Good readable -> takeDecoded(readable, "was not decoded");
                case CopyLook.Vouched archived ->
                    takeDecoded(
                            archived,
                            "lies in " + archived.storageClass()
                                    + ": its storage vouches for its bytes, but they cannot be decoded there");
            }
        }

        private void takeDecoded(CopyLook look, String otherwise) {
            switch (seen.decodings().get(look.copy().sha256())) {
                case Decoding.Decoded decoded -> good.add(look.copy().ref());
                case Decoding.DecodedBefore before -> good.add(look.copy().ref());
                case Decoding.Undecodable undecodable -> condemn(look, undecodable.evidence());
                case Decoding.NotDecoded notDecoded -> unknown("copy_not_decoded", notDecoded.why(), true);
                case Decoding.ListTooLong tooLong -> unknown("list_too_long", tooLong.why(), false);
                case Decoding.NoKey noKey -> takeTrusted(look, "no_key", noKey.why(), noKey.again());
                case null -> takeTrusted(look, "copy_not_decoded", look.copy().ref() + " " + otherwise, true);
            }
        }

        /** Length and SHA-256 are right, and nobody here can see more. */
        private void takeTrusted(CopyLook look, String code, String why, boolean mayChange) {
            if (seen.trusted() == Level.L1) {
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

        private void condemn(CopyLook look, Finding evidence) {
            bad.add(new BadCopy(look.copy().ref(), evidence));
        }

        Verdict verdict(Plausibility plausibility) {
            if (!good.isEmpty()) {
                Level level = undecoded.isEmpty() ? Level.L2 : Level.L1;
                List<Finding> remarks = new ArrayList<>(plausibility.remarks());
                undecoded.stream().distinct().forEach(remarks::add);
                remarks.addAll(unknown);
                bad.forEach(copy -> remarks.add(copy.evidence()));
                return plausibility.suspicions().isEmpty()
                        ? new Verdict.Verified(level, good, remarks)
                        : new Verdict.Suspected(level, good, plausibility.suspicions());
            }
            if (bad.isEmpty() && unknown.isEmpty()) {
                return new Verdict.Inconclusive("no copy is left to look at", false);
            }
            if (!unknown.isEmpty()) {
                return new Verdict.Inconclusive(unknown.getFirst().text(), again);
            }
            return new Verdict.Condemned(bad.stream().map(BadCopy::evidence).toList());
        }
    }
}
