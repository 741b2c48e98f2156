package io.holdfast.settings.sink;

import java.util.Collection;
import java.util.Set;

/** Validates the events that a sink subscribes to, as in its settings: groups and CloudEvents types. */
public final class EventSelectionValidator {

    public static final String PROBLEMS = "problems";
    public static final String COMPLETIONS = "completions";
    public static final String COURSE = "course";
    public static final String ALL = "all";

    private static final Set<String> GROUPS = Set.of(PROBLEMS, COMPLETIONS, COURSE, ALL);

    private EventSelectionValidator() {}

    /**
     * @param types existing types
     * @throws IllegalArgumentException if a value is neither a group nor a type
     */
    public static void require(Collection<String> words, Collection<String> types) {
        words.stream()
                .filter(word -> !GROUPS.contains(word) && !types.contains(word))
                .findFirst()
                .ifPresent(word -> {
                    throw new IllegalArgumentException(
                            "'" + word + "' is neither a group (problems, completions, course, all) nor a type");
                });
    }
}
