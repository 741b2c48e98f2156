package io.holdfast.scheduler.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is made up after a time in which the scheduler was down. It only chooses what is still requested: whether a slot
 * counts as missed is decided by its deadline alone.
 */
public sealed interface MissedRuns {

    /** A slot that is requested within this time after it was due was not missed, only a little late. */
    Duration STILL_ON_TIME = Duration.ofMinutes(5);

    /**
     * Which of the due slots are requested; the others are passed over.
     *
     * @param due ascending
     */
    List<Slot.Planned> chosen(List<Slot.Planned> due, Instant now);

    /** As configured: {@code run-newest}, {@code skip}, {@code run-all(10)}. */
    String text();

    private static List<Slot.Planned> newest(List<Slot.Planned> due, int count) {
        return due.subList(Math.max(0, due.size() - count), due.size());
    }

    /** One run for the newest. A backup that is made now serves the older slots as well as one each would. */
    record RunNewest() implements MissedRuns {
        @Override
        public List<Slot.Planned> chosen(List<Slot.Planned> due, Instant now) {
            return newest(due, 1);
        }

        @Override
        public String text() {
            return "run-newest";
        }
    }

    /** None: the next slot is soon enough. */
    record Skip() implements MissedRuns {
        @Override
        public List<Slot.Planned> chosen(List<Slot.Planned> due, Instant now) {
            return newest(due, 1).stream()
                    .filter(slot -> !now.isAfter(slot.at().plus(STILL_ON_TIME)))
                    .toList();
        }

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
    record RunAll(int cap) implements MissedRuns {
        public RunAll {
            if (cap < 1) {
                throw new IllegalArgumentException("run-all(" + cap + ") would run none: expected at least 1");
            }
        }

        @Override
        public List<Slot.Planned> chosen(List<Slot.Planned> due, Instant now) {
            return newest(due, cap);
        }

        @Override
        public String text() {
            return "run-all(" + cap + ")";
        }
    }
}
