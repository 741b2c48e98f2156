package io.holdfast.settings.schedule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is made up after a time in which the scheduler was down. */
public sealed interface MissedRunPolicy {

    /** What to write. */
    String HINT = "Write run-newest, skip or run-all(10).";

    /** As configured: {@code run-newest}, {@code skip}, {@code run-all(10)}. */
    String text();

    /**
     * Reads what {@link #text()} writes; capital letters and {@code _} for {@code -} are understood.
     *
     * @throws IllegalArgumentException with the reason, as the end of a sentence and without a full stop
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

    /** One run for the newest. A backup that is made now serves the older slots as well as one each would. */
    record RunNewest() implements MissedRunPolicy {
        @Override
        public String text() {
            return "run-newest";
        }
    }

    /** None: the next slot is soon enough. */
    record Skip() implements MissedRunPolicy {
        @Override
        public String text() {
            return "skip";
        }
    }

    /**
     * Every one, up to a limit.
     *
     * @param cap at least 1; the newest ones are taken
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
