package io.holdfast.cli.evidence;

import java.util.List;

/**
 * What comparing a file of evidence with something else showed.
 *
 * @param flaws contradictions, a sentence each
 * @param gaps what could not be compared, a sentence each: there the file may lack something
 */
public record EvidenceComparison(List<String> flaws, List<String> gaps) {

    /** At most so many sentences of one kind are reported. */
    static final int REPORTED = 20;

    public EvidenceComparison {
        flaws = flaws.stream().limit(REPORTED).toList();
        gaps = gaps.stream().limit(REPORTED).toList();
    }

    public static EvidenceComparison gap(String sentence) {
        return new EvidenceComparison(List.of(), List.of(sentence));
    }
}
