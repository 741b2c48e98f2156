package io.holdfast.cli.evidence;

import java.util.List;

/**
 * The result of a comparison of an evidence file with the event log or its page.
 *
 * @param flaws contradictions, a sentence each
 * @param gaps parts that could not be compared, a sentence each; the file may be incomplete there
 */
public record EvidenceComparisonResult(List<String> flaws, List<String> gaps) {

    /** Maximum number of reported sentences of one kind. */
    static final int REPORTED = 20;

    public EvidenceComparisonResult {
        flaws = flaws.stream().limit(REPORTED).toList();
        gaps = gaps.stream().limit(REPORTED).toList();
    }

    public static EvidenceComparisonResult gap(String sentence) {
        return new EvidenceComparisonResult(List.of(), List.of(sentence));
    }
}
