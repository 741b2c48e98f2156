package io.holdfast.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one probably refers to. */
final class SettingNameSuggestion {

    /** The maximum number of differing characters, or a fifth of the name's length. */
    private static final int FEW = 3;

    private static final int SHARE = 5;

    private record Candidate(String name, int distance) {}

    private SettingNameSuggestion() {}

    static Optional<String> to(SettingName name, List<SettingNamePattern> patterns) {
        String typed = tidy(name.toString());
        return patterns.stream()
                .map(pattern -> pattern.with(name))
                .map(meant -> new Candidate(meant.toString(), distance(name, typed, meant)))
                .filter(candidate -> candidate.distance() <= Math.max(FEW, typed.length() / SHARE))
                .min(Comparator.comparingInt(Candidate::distance))
                .map(Candidate::name);
    }

    /** If only the start or the end of the last part is given ({@code user}, {@code dbname}), the distance is halved. */
    private static int distance(SettingName name, String typed, SettingName meant) {
        int distance = EditDistance.between(typed, tidy(meant.toString()));
        String last = tidy(name.parts().getLast());
        String meantLast = tidy(meant.parts().getLast());
        boolean isPart = last.length() >= FEW && meantLast.contains(last)
                || meantLast.length() >= FEW && last.contains(meantLast);
        return isPart ? distance / 2 : distance;
    }

    private static String tidy(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
