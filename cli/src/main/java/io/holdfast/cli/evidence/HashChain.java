package io.holdfast.cli.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Each link is the SHA-256 of the previous link, in hexadecimal, followed by the entry's canonical JSON (without its link). So a link
 * answers for everything before it.
 */
final class HashChain {

    private HashChain() {}

    /** What the first entry's link hangs on. */
    static String first(JsonNode about) {
        return CanonicalJson.sha256(CanonicalJson.text(about));
    }

    static String link(String previous, JsonNode entryWithoutLink) {
        return CanonicalJson.sha256(previous + CanonicalJson.text(entryWithoutLink));
    }

    static List<String> over(EvidenceHeader evidenceHeader, List<EvidenceEntry> entries) {
        List<String> links = new ArrayList<>();
        String previous = first(EvidenceJson.tree(evidenceHeader));
        for (EvidenceEntry entry : entries) {
            previous = link(previous, EvidenceJson.tree(entry));
            links.add(previous);
        }
        return links;
    }
}
