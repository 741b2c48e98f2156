package io.holdfast.verify.verifying;

import io.holdfast.events.CopyRef;
import io.holdfast.events.Finding;
import io.holdfast.events.Level;
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
        Sorted sorted = new Sorted();
        seen.looks().forEach(look -> sorted.take(look, seen));
        List<BadCopy> condemned = seen.looks().size() > 1 ? sorted.bad : List.of();
        return new Judgement(sorted.verdict(plausibility), condemned);
    }

    private static final class Sorted {

        private final List<CopyRef> good = new ArrayList<>();
        private final List<BadCopy> bad = new ArrayList<>();
        private final List<Finding> unknown = new ArrayList<>();

        void take(CopyLook look, Examination seen) {
            switch (look) {
                case CopyLook.Bad missingOrWrong -> condemn(look, missingOrWrong.evidence());
                case CopyLook.NotLooked notLooked -> unknown.add(new Finding("copy_not_looked_at", notLooked.why()));
                case CopyLook.Good readable -> takeDecoded(readable, seen);
            }
        }

        private void takeDecoded(CopyLook.Good look, Examination seen) {
            Decoding decoding = seen.decodings().get(look.copy().sha256());
            switch (decoding) {
                case Decoding.Decoded decoded -> good.add(look.copy().ref());
                case Decoding.Undecodable undecodable -> condemn(look, undecodable.evidence());
                case Decoding.NotDecoded notDecoded -> unknown.add(new Finding("copy_not_decoded", notDecoded.why()));
                case null ->
                    unknown.add(new Finding("copy_not_decoded", look.copy().ref() + " was not decoded"));
            }
        }

        private void condemn(CopyLook look, Finding evidence) {
            bad.add(new BadCopy(look.copy().ref(), evidence));
        }

        Verdict verdict(Plausibility plausibility) {
            if (!good.isEmpty()) {
                List<Finding> remarks = new ArrayList<>(plausibility.remarks());
                remarks.addAll(unknown);
                bad.forEach(copy -> remarks.add(copy.evidence()));
                return plausibility.suspicions().isEmpty()
                        ? new Verdict.Verified(Level.L2, good, remarks)
                        : new Verdict.Suspected(Level.L2, good, plausibility.suspicions());
            }
            if (bad.isEmpty() && unknown.isEmpty()) {
                return new Verdict.Inconclusive("no copy is left to look at", false);
            }
            if (!unknown.isEmpty()) {
                return new Verdict.Inconclusive(unknown.getFirst().text(), true);
            }
            return new Verdict.Condemned(bad.stream().map(BadCopy::evidence).toList());
        }
    }
}
