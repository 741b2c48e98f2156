package io.holdfast.verify.verifying;

import io.holdfast.events.BackupKind;
import io.holdfast.events.Finding;
import io.holdfast.restoreengine.contents.ScriptReadResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Size and shape against history (L0). Only full backups are suspected: a schema's definitions shrink for good reasons,
 * and no row can be lost from them.
 *
 * @param suspiciousPercent of the previous good backup's size below which a backup is suspicious (runbook: 10)
 */
public record PlausibilityCheck(int suspiciousPercent) {

    /** Fewer sizes than this tell nothing about what is usual. */
    private static final int ENOUGH = 5;

    /** How many usual deviations below the median are unusual. */
    private static final int DEVIATIONS = 5;

    /** Makes a normal distribution's median absolute deviation comparable with its standard deviation. */
    private static final double NORMAL = 1.4826;

    /** A deviation is taken as at least a tenth of the median, because nightly backups may differ by nothing at all. */
    private static final double LEAST_SHARE = 0.1;

    /** And as at least 16 KiB, because in a small database a few rows are a large share. */
    private static final double LEAST_BYTES = 16 * 1024;

    /** @param contents the tables, where the archive could be decoded */
    public PlausibilityResult compare(
            BackupKind kind, long bytes, Optional<ScriptReadResult.Whole> contents, BackupHistory history) {
        if (history.bytes().isEmpty()) {
            return new PlausibilityResult(
                    List.of(), List.of(new Finding("first_backup", "nothing to compare with yet")));
        }
        return switch (kind) {
            case SCHEMA_ONLY -> PlausibilityResult.NOTHING_NOTICED;
            case FULL -> compareFull(bytes, contents, history);
        };
    }

    private PlausibilityResult compareFull(
            long bytes, Optional<ScriptReadResult.Whole> contents, BackupHistory history) {
        List<Finding> suspicions = new ArrayList<>();
        List<Finding> remarks = new ArrayList<>();
        belowShareOfPrevious(bytes, history.bytes().getFirst())
                .or(() -> belowUsual(bytes, history.bytes()))
                .ifPresent(suspicions::add);
        contents.ifPresent(found -> {
            PlausibilityResult shape = new TableHistoryCheck(found, history).compare();
            suspicions.addAll(shape.suspicions());
            remarks.addAll(shape.remarks());
        });
        return new PlausibilityResult(suspicions, remarks);
    }

    private Optional<Finding> belowShareOfPrevious(long bytes, long previous) {
        if (bytes >= previous * (suspiciousPercent / 100.0)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                suspiciousPercent == 10 ? "size_below_tenth" : "size_below_share",
                "%,d bytes are less than %d %% of the previous good backup's %,d"
                        .formatted(bytes, suspiciousPercent, previous)));
    }

    /** Median and median absolute deviation: one odd backup among many moves neither. */
    private static Optional<Finding> belowUsual(long bytes, List<Long> sizes) {
        if (sizes.size() < ENOUGH) {
            return Optional.empty();
        }
        double median = median(sizes.stream().mapToDouble(Long::doubleValue).toArray());
        double deviation = NORMAL
                * median(sizes.stream()
                        .mapToDouble(size -> Math.abs(size - median))
                        .toArray());
        double usual = Math.max(deviation, Math.max(median * LEAST_SHARE, LEAST_BYTES));
        if (bytes >= median - DEVIATIONS * usual) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "size_unusual",
                "%,d bytes, where the last %d good backups had %,d in the middle and differed by some %,d"
                        .formatted(bytes, sizes.size(), Math.round(median), Math.round(usual))));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
