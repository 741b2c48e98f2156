package io.holdfast.settings.schedule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which missed runs the scheduler makes up for after a downtime. */
public sealed interface MissedRunPolicy {

    /** The hint for an invalid value. */
    String HINT = "Set run-newest, skip or run-all(10).";

    /** The configured value: {@code run-newest}, {@code skip}, {@code run-all(10)}. */
    String text();

    /**
     * Parses the format of {@link #text()}. Capital letters, and {@code _} for {@code -}, are accepted.
     *
     * @throws IllegalArgumentException with the reason, as the end of a sentence and without a period
     */
    static MissedRunPolicy parse(String text) {
        String tidy = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        Matcher runAll = RunAll.FORM.matcher(tidy);
        if (runAll.matches()) {
            return new RunAll(Integer.parseInt(runAll.group(1)));
        }
        return switch (tidy) {
            case "run-newest" -> new RunNewest();
            case "skip" -> new Skip();
            default -> throw new IllegalArgumentException("no such policy");
        };
    }

    /** One run, for the newest slot. A backup that is made now serves the older slots equally well. */
    record RunNewest() implements MissedRunPolicy {
        @Override
        public String text() {
            return "run-newest";
        }
    }

    /** No run: the next slot is soon enough. */
    record Skip() implements MissedRunPolicy {
        @Override
        public String text() {
            return "skip";
        }
    }

    /**
     * A run for every slot, up to a limit.
     *
     * @param cap at least 1; the newest slots are used
     */
    record RunAll(int cap) implements MissedRunPolicy {

        private static final Pattern FORM = Pattern.compile("run-all\\((\\d{1,4})\\)");

        public RunAll {
            if (cap < 1) {
                throw new IllegalArgumentException("run-all(" + cap + ") would run none: expected at least 1");
            }
        }

        @Override
        public String text() {
            return "run-all(" + cap + ")";
        }
    }
}
