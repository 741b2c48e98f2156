package io.holdfast.cli.evidence.page;

import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.EvidenceScheduledSlot;
import io.holdfast.cli.evidence.EvidenceSummary.BackupRow;
import io.holdfast.cli.evidence.EvidenceSummary.DrillRow;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Charts of the tables. */
final class EvidenceChartRenderer {

    private static final int SERIES = 6;
    private static final List<Integer> COUNTED = List.of(1, 2, 5, 10);
    private static final List<Integer> HOURS = List.of(1, 2, 3, 6, 12, 24, 48, 96, 168, 336);
    private static final List<Integer> SECONDS = List.of(1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400);
    private static final List<Integer> BYTES = List.of(1000);

    private final Evidence evidence;
    private final Instant from;
    private final Instant to;

    EvidenceChartRenderer(Evidence evidence) {
        this.evidence = evidence;
        this.from = first(evidence);
        this.to = evidence.about().to().isBefore(evidence.about().madeAt())
                ? evidence.about().to()
                : evidence.about().madeAt();
    }

    /** The start of the charts. If the period has no start, it is the time of the first event. */
    private static Instant first(Evidence evidence) {
        return Stream.concat(
                        evidence.entries().stream().limit(1).map(entry -> entry.time()),
                        evidence.summary().slots().stream().limit(1).map(EvidenceScheduledSlot::slot))
                .min(Comparator.naturalOrder())
                .filter(earliest -> earliest.isAfter(evidence.about().from()))
                .orElse(
                        evidence.about().from().equals(Instant.EPOCH)
                                ? evidence.about().madeAt().minus(Duration.ofDays(1))
                                : evidence.about().from());
    }

    /** Columns of slots that were met, late and not met. */
    String slots() {
        Map<Instant, List<EvidenceScheduledSlot>> weeks = evidence.summary().slots().stream()
                .filter(slot -> slot.isPlanned() && !slot.state().equals("open"))
                .collect(Collectors.groupingBy(slot -> monday(slot.slot()), TreeMap::new, Collectors.toList()));
        int most = weeks.values().stream().mapToInt(List::size).max().orElse(1);
        SvgPlot svgPlot = new SvgPlot(
                "slots met in each week", from, to, most, COUNTED, value -> Long.toString(Math.round(value)));
        weeks.forEach((monday, slots) -> {
            long met = count(slots, "met");
            long late = count(slots, "late");
            Instant end = monday.plus(Duration.ofDays(7));
            svgPlot.column("good", monday, end, 0, met, met + " met");
            svgPlot.column("fair", monday, end, met, met + late, late + " late");
            svgPlot.column("bad", monday, end, met + late, slots.size(), (slots.size() - met - late) + " not met");
        });
        return svgPlot.svg() + legend(Map.of("good", "met", "fair", "met late", "bad", "not met"));
    }

    private static long count(List<EvidenceScheduledSlot> slots, String state) {
        return slots.stream().filter(slot -> slot.state().equals(state)).count();
    }

    private static Instant monday(Instant at) {
        return at.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** The age of the newest verified full backup over time. */
    String age() {
        Map<String, List<BackupRow>> verified = fullOnes(row -> row.verifiedAt() != null && row.startedAt() != null);
        double highest = verified.values().stream()
                .mapToDouble(rows -> new BackupAgeChart(rows, to).highest())
                .max()
                .orElse(1);
        SvgPlot svgPlot = new SvgPlot(
                "age of the newest verified backup", from, to, highest, HOURS, EvidenceChartRenderer::hours);
        series(verified, (kind, rows) -> svgPlot.path(kind, new BackupAgeChart(rows, to).points(svgPlot)));
        return svgPlot.svg() + legend(names(verified));
    }

    /** The durations of drills, with their objectives. */
    String drills() {
        List<DrillRow> drills = evidence.summary().drills().stream()
                .filter(row -> !row.outcome().equals("open"))
                .toList();
        double highest = drills.stream()
                .flatMap(row -> Stream.of(Optional.ofNullable(row.took()), Optional.ofNullable(row.objective())))
                .flatMap(Optional::stream)
                .mapToDouble(Duration::toSeconds)
                .max()
                .orElse(60);
        SvgPlot svgPlot = new SvgPlot(
                "drill duration compared with the recovery time objective",
                from,
                to,
                highest,
                SECONDS,
                EvidenceChartRenderer::seconds);
        for (DrillRow row : drills) {
            if (row.objective() != null) {
                svgPlot.dash("limit", row.at(), row.objective().toSeconds());
            }
            double took = row.took() == null ? 0 : row.took().toSeconds();
            svgPlot.dot(kindOf(row), row.at(), took, row.database() + ", " + row.outcome() + ", " + seconds(took));
        }
        return svgPlot.svg()
                + legend(Map.of(
                        "good",
                        "completed",
                        "bad",
                        "failed or overdue",
                        "fair",
                        "not possible, or longer than the objective",
                        "limit",
                        "objective"));
    }

    private static String kindOf(DrillRow row) {
        boolean tooLong =
                row.took() != null && row.objective() != null && row.took().compareTo(row.objective()) > 0;
        return switch (row.outcome()) {
            case "completed" -> tooLong ? "fair" : "good";
            case "impossible" -> "fair";
            default -> "bad";
        };
    }

    /** The sizes of full backups. */
    String sizes() {
        Map<String, List<BackupRow>> sized = fullOnes(row -> row.bytes() != null && row.completedAt() != null);
        double highest = sized.values().stream()
                .flatMap(List::stream)
                .mapToDouble(row -> row.bytes() == null ? 0 : row.bytes())
                .max()
                .orElse(1);
        SvgPlot svgPlot = new SvgPlot(
                "sizes of full backups",
                from,
                to,
                highest,
                BYTES,
                value -> HumanReadableAmountFormatter.bytes(Math.round(value)));
        series(sized, (kind, rows) -> svgPlot.path(kind, sizes(svgPlot, rows)));
        return svgPlot.svg() + legend(names(sized));
    }

    private static String sizes(SvgPlot svgPlot, List<BackupRow> rows) {
        StringBuilder points = new StringBuilder();
        for (BackupRow row : rows) {
            if (row.completedAt() != null && row.bytes() != null) {
                points.append(svgPlot.point(row.completedAt(), row.bytes()));
            }
        }
        return points.toString();
    }

    private Map<String, List<BackupRow>> fullOnes(java.util.function.Predicate<BackupRow> wanted) {
        return evidence.summary().backups().stream()
                .filter(row -> !"schema_only".equals(row.kind()))
                .filter(wanted)
                .collect(Collectors.groupingBy(BackupRow::database, TreeMap::new, Collectors.toList()));
    }

    private interface Drawing {
        void draw(String kind, List<BackupRow> rows);
    }

    private static void series(Map<String, List<BackupRow>> rows, Drawing drawing) {
        int number = 0;
        for (List<BackupRow> one : rows.values()) {
            drawing.draw("series s" + number++ % SERIES, one);
        }
    }

    private static Map<String, String> names(Map<String, List<BackupRow>> rows) {
        Map<String, String> names = new TreeMap<>();
        int number = 0;
        for (String name : rows.keySet()) {
            names.merge("s" + number++ % SERIES, name, (one, other) -> one + ", " + other);
        }
        return names;
    }

    private static String legend(Map<String, String> names) {
        return names.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(kind -> kind.startsWith("s") ? kind : "")))
                .map(entry -> "<span><i class=\"" + entry.getKey() + "\"></i>" + HtmlEscaper.text(entry.getValue())
                        + "</span>")
                .collect(Collectors.joining(" ", "<p class=\"legend\">", "</p>"));
    }

    private static String hours(double hours) {
        return hours > 72 ? Math.round(hours / 24) + " d" : Math.round(hours) + " h";
    }

    private static String seconds(double seconds) {
        return seconds < 90
                ? Math.round(seconds) + " s"
                : seconds < 5400
                        ? Math.round(seconds / 60) + " min"
                        : String.format(java.util.Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
