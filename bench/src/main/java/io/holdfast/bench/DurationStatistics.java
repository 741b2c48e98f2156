package io.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Durations by the name of what was measured. Callers should interleave the repetitions, so that a temporary load on
 * the machine affects all measurements equally.
 */
final class DurationStatistics {

    /** The work to measure. */
    interface Work {
        void run() throws Exception;
    }

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    /** Runs the work once and records its duration. */
    void time(String what, Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        add(what, Duration.ofNanos(System.nanoTime() - begin));
    }

    void add(String what, Duration taken) {
        seconds.computeIfAbsent(what, key -> new ArrayList<>()).add(taken.toNanos() / 1e9);
        System.err.printf(Locale.ROOT, "  %-40s %8.2f s%n", what, taken.toNanos() / 1e9);
    }

    double median(String what) {
        List<Double> sorted = new ArrayList<>(seconds.getOrDefault(what, List.of()));
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median of the ratios within each repetition. This cancels a load that slowed down a whole repetition. */
    double ratio(String what, String to) {
        List<Double> above = seconds.getOrDefault(what, List.of());
        List<Double> below = seconds.getOrDefault(to, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(above.size(), below.size()); i++) {
            ratios.add(above.get(i) / below.get(i));
        }
        Collections.sort(ratios);
        return ratios.get(ratios.size() / 2);
    }

    String range(String what) {
        List<Double> all = seconds.getOrDefault(what, List.of());
        return text(Collections.min(all)) + " to " + text(Collections.max(all));
    }

    static String text(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
