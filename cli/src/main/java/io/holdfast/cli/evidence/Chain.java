package io.holdfast.cli.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Each link is the SHA-256 of the previous link, in hexadecimal, followed by the entry's canonical JSON (without its link). So a link
 * answers for everything before it.
 */
final class Chain {

    private Chain() {}

    /** What the first entry's link hangs on. */
    static String first(JsonNode about) {
        return Canonical.sha256(Canonical.text(about));
    }

    static String link(String previous, JsonNode entryWithoutLink) {
        return Canonical.sha256(previous + Canonical.text(entryWithoutLink));
    }

    static List<String> over(About about, List<Entry> entries) {
        List<String> links = new ArrayList<>();
        String previous = first(EvidenceFile.tree(about));
        for (Entry entry : entries) {
            previous = link(previous, EvidenceFile.tree(entry));
            links.add(previous);
        }
        return links;
    }
}
