package io.holdfast.cli.evidence;

import java.util.List;

/**
 * What happened in a period: the records of the log that tell of it, chained, and what follows from them.
 *
 * @param chain one link for each entry, in the same order; the first hangs on the hash of {@code about}
 * @param summary follows from {@code about} and the entries alone
 */
public record Evidence(EvidenceHeader about, List<EvidenceEntry> entries, List<String> chain, EvidenceSummary summary) {

    public Evidence {
        entries = List.copyOf(entries);
        chain = List.copyOf(chain);
    }

    /** The last link: whoever knows it knows whether anything was changed. */
    public String head() {
        return chain.isEmpty() ? HashChain.first(EvidenceJson.tree(about)) : chain.getLast();
    }

    static Evidence of(EvidenceHeader evidenceHeader, List<EvidenceEntry> found) {
        List<EvidenceEntry> entries = found.stream().sorted(EvidenceEntry.ORDER).toList();
        return new Evidence(
                evidenceHeader,
                entries,
                HashChain.over(evidenceHeader, entries),
                EvidenceSummary.of(evidenceHeader, entries));
    }
}
