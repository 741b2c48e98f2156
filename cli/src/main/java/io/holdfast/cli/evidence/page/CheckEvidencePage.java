package io.holdfast.cli.evidence.page;

import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.EvidenceComparison;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a page shows what the file beside it holds: it is made again, and has to be the same byte for byte. */
public final class CheckEvidencePage {

    private static final Pattern GENERATOR = Pattern.compile("<meta name=\"generator\" content=\"([^\"]{1,100})\">");

    private CheckEvidencePage() {}

    /** @param name of the page, for a person */
    public static EvidenceComparison of(String html, String name, Evidence evidence) {
        if (new EvidencePage(evidence).html().equals(html)) {
            return new EvidenceComparison(List.of(), List.of());
        }
        Matcher generator = GENERATOR.matcher(html);
        String maker = generator.find() ? generator.group(1) : "a Holdfast that did not name itself";
        return maker.equals(EvidencePage.GENERATOR)
                ? new EvidenceComparison(List.of(name + " does not show what the file holds"), List.of())
                : EvidenceComparison.gap(
                        name + " was made by " + maker + ", and can only be made again by the same version");
    }
}
