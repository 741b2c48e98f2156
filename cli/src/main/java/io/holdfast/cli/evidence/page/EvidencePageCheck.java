package io.holdfast.cli.evidence.page;

import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.EvidenceComparisonResult;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that an HTML page matches its evidence file: the page is created again, and must be identical. */
public final class EvidencePageCheck {

    private static final Pattern GENERATOR = Pattern.compile("<meta name=\"generator\" content=\"([^\"]{1,100})\">");

    private EvidencePageCheck() {}

    /** @param name name of the page, for messages */
    public static EvidenceComparisonResult of(String html, String name, Evidence evidence) {
        if (new EvidencePageRenderer(evidence).html().equals(html)) {
            return new EvidenceComparisonResult(List.of(), List.of());
        }
        Matcher generator = GENERATOR.matcher(html);
        String maker = generator.find() ? generator.group(1) : "an unknown version";
        return maker.equals(EvidencePageRenderer.GENERATOR)
                ? new EvidenceComparisonResult(List.of(name + " does not match the JSON file"), List.of())
                : EvidenceComparisonResult.gap(
                        name + " was created by " + maker + ", and only the same version can check it");
    }
}
