package io.holdfast.cli.evidence;

import java.util.List;

/**
 * What happened in a period: the records of the log that tell of it, chained, and what follows from them.
 *
 * @param chain one link for each entry, in the same order; the first hangs on the hash of {@code about}
 * @param summary follows from {@code about} and the entries alone
 */
public record Evidence(About about, List<Entry> entries, List<String> chain, Summary summary) {

    public Evidence {
        entries = List.copyOf(entries);
        chain = List.copyOf(chain);
    }

    /** The last link: whoever knows it knows whether anything was changed. */
    public String head() {
        return chain.isEmpty() ? Chain.first(EvidenceFile.tree(about)) : chain.getLast();
    }

    static Evidence of(About about, List<Entry> found) {
        List<Entry> entries = found.stream().sorted(Entry.ORDER).toList();
        return new Evidence(about, entries, Chain.over(about, entries), Summary.of(about, entries));
    }
}
