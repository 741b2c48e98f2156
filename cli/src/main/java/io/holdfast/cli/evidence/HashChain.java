package io.holdfast.cli.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A hash chain. Each link is the SHA-256 of the previous link, in hexadecimal, followed by the entry's canonical JSON without its link.
 * A link therefore proves all entries before it.
 */
final class HashChain {

    private HashChain() {}

    /** The value that precedes the first link. */
    static String first(JsonNode about) {
        return CanonicalJson.sha256(CanonicalJson.text(about));
    }

    static String link(String previous, JsonNode entryWithoutLink) {
        return CanonicalJson.sha256(previous + CanonicalJson.text(entryWithoutLink));
    }

    static List<String> over(EvidenceScope evidenceHeader, List<EvidenceEntry> entries) {
        List<String> links = new ArrayList<>();
        String previous = first(EvidenceJsonMapper.tree(evidenceHeader));
        for (EvidenceEntry entry : entries) {
            previous = link(previous, EvidenceJsonMapper.tree(entry));
            links.add(previous);
        }
        return links;
    }
}
