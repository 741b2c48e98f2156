package io.holdfast.cli.evidence;

import java.util.List;

/**
 * The evidence of a period: its records of the event log, a hash chain over them, and a summary.
 *
 * @param chain one link for each entry, in the same order; the first link includes the hash of {@code about}
 * @param summary derived only from {@code about} and the entries
 */
public record Evidence(EvidenceScope about, List<EvidenceEntry> entries, List<String> chain, EvidenceSummary summary) {

    public Evidence {
        entries = List.copyOf(entries);
        chain = List.copyOf(chain);
    }

    /** The last link. With it, any change of the evidence can be detected. */
    public String head() {
        return chain.isEmpty() ? HashChain.first(EvidenceJsonMapper.tree(about)) : chain.getLast();
    }

    static Evidence of(EvidenceScope evidenceHeader, List<EvidenceEntry> found) {
        List<EvidenceEntry> entries = found.stream().sorted(EvidenceEntry.ORDER).toList();
        return new Evidence(
                evidenceHeader,
                entries,
                HashChain.over(evidenceHeader, entries),
                EvidenceSummary.of(evidenceHeader, entries));
    }
}
