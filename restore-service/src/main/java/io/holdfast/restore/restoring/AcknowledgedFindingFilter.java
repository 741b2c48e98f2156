package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.util.List;
import java.util.regex.Pattern;

/** Selects the findings of a restore that an operator accepted by the names of their objects. */
final class AcknowledgedFindingFilter {

    private AcknowledgedFindingFilter() {}

    /** Matches whole names only: {@code public.a} does not match {@code public.ab}, and {@code public} matches neither. */
    static List<Finding> without(List<Finding> findings, List<String> accepted) {
        List<Pattern> names = accepted.stream()
                .map(name -> Pattern.compile(
                        "(?<![\\p{L}\\p{N}_.])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_]|\\.[\\p{L}\\p{N}_\"])"))
                .toList();
        return findings.stream()
                .filter(finding -> names.stream()
                        .noneMatch(name -> name.matcher(finding.text()).find()))
                .toList();
    }
}
