package io.holdfast.verify.verifying;

import io.holdfast.events.BackupKind;
import io.holdfast.events.Finding;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares size and shape of a backup with its history (L0). Only full backups are suspected: schema definitions may shrink for
 * good reasons, and a schema-only backup cannot lose rows.
 *
 * @param suspiciousPercent percentage of the size of the previous good backup below which a backup is suspicious (runbook: 10)
 */
public record BackupPlausibilityCheck(int suspiciousPercent) {

    /** Minimum number of sizes from which the usual size is derived. */
    private static final int ENOUGH = 5;

    /** Number of usual deviations below the median at which a size is unusual. */
    private static final int DEVIATIONS = 5;

    /** Scales the median absolute deviation to the standard deviation of a normal distribution. */
    private static final double NORMAL = 1.4826;

    /** Minimum deviation as a share of the median, because nightly backups may all have the same size. */
    private static final double LEAST_SHARE = 0.1;

    /** Minimum deviation of 16 KiB, because in a small database a few rows are a large share. */
    private static final double LEAST_BYTES = 16 * 1024;

    /** @param contents the tables, if the archive was decoded */
    public BackupPlausibilityResult compare(
            BackupKind kind, long bytes, Optional<RestoreScriptReadResult.Whole> contents, BackupHistory history) {
        if (history.bytes().isEmpty()) {
            return new BackupPlausibilityResult(
                    List.of(), List.of(new Finding("first_backup", "there is no earlier good backup to compare with")));
        }
        return switch (kind) {
            case SCHEMA_ONLY -> BackupPlausibilityResult.NOTHING_NOTICED;
            case FULL -> compareFull(bytes, contents, history);
        };
    }

    private BackupPlausibilityResult compareFull(
            long bytes, Optional<RestoreScriptReadResult.Whole> contents, BackupHistory history) {
        List<Finding> suspicions = new ArrayList<>();
        List<Finding> remarks = new ArrayList<>();
        belowShareOfPrevious(bytes, history.bytes().getFirst())
                .or(() -> belowUsual(bytes, history.bytes()))
                .ifPresent(suspicions::add);
        contents.ifPresent(found -> {
            BackupPlausibilityResult shape = new TableHistoryCheck(found, history).compare();
            suspicions.addAll(shape.suspicions());
            remarks.addAll(shape.remarks());
        });
        return new BackupPlausibilityResult(suspicions, remarks);
    }

    private Optional<Finding> belowShareOfPrevious(long bytes, long previous) {
        if (bytes >= previous * (suspiciousPercent / 100.0)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                suspiciousPercent == 10 ? "size_below_tenth" : "size_below_share",
                "the size of %,d bytes is less than %d %% of the previous good backup (%,d bytes)"
                        .formatted(bytes, suspiciousPercent, previous)));
    }

    /** Median and median absolute deviation are not affected by a single unusual backup. */
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
                ("the size of %,d bytes is unusual: the last %d good backups had a median of %,d bytes with a usual"
                                + " deviation of %,d")
                        .formatted(bytes, sizes.size(), Math.round(median), Math.round(usual))));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
