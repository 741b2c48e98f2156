package io.holdfast.cli.evidence.page;

import io.holdfast.cli.evidence.EvidenceSummary.BackupRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The age of the newest verified backup over time. It grows until a newer backup is verified. */
final class BackupAgeChart {

    private record Point(Instant at, double hours) {}

    private final List<Point> points = new ArrayList<>();

    /** @param verified rows with both times */
    BackupAgeChart(List<BackupRow> verified, Instant end) {
        List<BackupRow> inOrder = verified.stream()
                .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.verifiedAt())))
                .toList();
        Instant newest = null;
        for (BackupRow row : inOrder) {
            Instant verifiedAt = Objects.requireNonNull(row.verifiedAt());
            Instant startedAt = Objects.requireNonNull(row.startedAt());
            if (newest != null) {
                points.add(new Point(verifiedAt, hours(newest, verifiedAt)));
            }
            newest = newest == null || startedAt.isAfter(newest) ? startedAt : newest;
            points.add(new Point(verifiedAt, hours(newest, verifiedAt)));
        }
        if (newest != null && end.isAfter(newest)) {
            points.add(new Point(end, hours(newest, end)));
        }
    }

    private static double hours(Instant since, Instant at) {
        return Math.max(0, Duration.between(since, at).toMinutes() / 60.0);
    }

    double highest() {
        return points.stream().mapToDouble(Point::hours).max().orElse(0);
    }

    String points(SvgPlot svgPlot) {
        StringBuilder path = new StringBuilder();
        points.forEach(point -> path.append(svgPlot.point(point.at(), point.hours())));
        return path.toString();
    }
}
