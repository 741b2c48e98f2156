package io.holdfast.cli.evidence.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** A plot over time as SVG, with a horizontal axis of days and a vertical axis from zero. */
final class SvgPlot {

    static final int WIDTH = 720;
    private static final int HEIGHT = 230;
    private static final int LEFT = 64;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 28;
    private static final int MOST_STEPS = 5;
    private static final int MOST_TICKS = 8;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final Instant from;
    private final Instant to;
    private final double top;
    private final StringBuilder svg = new StringBuilder();

    /**
     * @param title text alternative of the plot
     * @param highest highest value in the plot
     * @param steps possible steps of the vertical axis in ascending order, such as hours of a day; larger steps are powers of ten
     * @param unit formats the values at the vertical axis
     */
    SvgPlot(String title, Instant from, Instant to, double highest, List<Integer> steps, DoubleFunction<String> unit) {
        this.from = from;
        this.to = to.isAfter(from) ? to : from.plus(Duration.ofDays(1));
        double step = step(highest, steps);
        this.top = step * Math.max(1, Math.ceil(highest / step));
        svg.append("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\""
                + HtmlEscaper.text(title) + "\">");
        for (double value = 0; value <= top; value += step) {
            svg.append(line("grid", LEFT, y(value), WIDTH - RIGHT, y(value)))
                    .append(text("axis end", LEFT - 6, y(value) + 4, unit.apply(value)));
        }
        days();
    }

    private static double step(double highest, List<Integer> steps) {
        for (int step : steps) {
            if (step * (double) MOST_STEPS >= highest) {
                return step;
            }
        }
        double decade = Math.pow(10, Math.floor(Math.log10(highest / MOST_STEPS)));
        return DoubleStream.of(1, 2, 5)
                .map(digit -> digit * decade)
                .filter(step -> step * MOST_STEPS >= highest)
                .findFirst()
                .orElse(10 * decade);
    }

    private void days() {
        LocalDate first = from.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate last = to.atZone(ZoneOffset.UTC).toLocalDate();
        long days = Math.max(1, last.toEpochDay() - first.toEpochDay());
        long every = Math.max(1, Math.round((double) days / MOST_TICKS));
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(every)) {
            double at = x(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            if (at >= LEFT && at <= WIDTH - RIGHT - 10) {
                svg.append(text("axis middle", at, HEIGHT - 8, DAY.format(day)));
            }
        }
    }

    double x(Instant at) {
        double share = (double) Duration.between(from, at).toMillis()
                / Duration.between(from, to).toMillis();
        return LEFT + Math.clamp(share, 0.0, 1.0) * (WIDTH - LEFT - RIGHT);
    }

    double y(double value) {
        return HEIGHT - BOTTOM - Math.clamp(value / top, 0.0, 1.0) * (HEIGHT - TOP - BOTTOM);
    }

    /** Adds a column from one value to another, over a span of time. */
    void column(String kind, Instant begin, Instant end, double low, double high, String tooltip) {
        double left = x(begin) + 1;
        double width = Math.max(1.5, x(end) - left - 1);
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">%s</rect>",
                kind,
                left,
                y(high),
                width,
                Math.max(0, y(low) - y(high)),
                title(tooltip)));
    }

    /** Adds a point with a tooltip. */
    void dot(String kind, Instant at, double value, String tooltip) {
        svg.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\">%s</circle>",
                kind,
                x(at),
                y(value),
                title(tooltip)));
    }

    /** Adds a dash around an instant, such as the objective at that time. */
    void dash(String kind, Instant at, double value) {
        svg.append(line(kind, x(at) - 9, y(value), x(at) + 9, y(value)));
    }

    /** @param points as {@code x,y} pairs, from {@link #x} and {@link #y} */
    void path(String kind, String points) {
        svg.append("<polyline class=\"" + kind + "\" points=\"" + points + "\"/>");
    }

    String point(Instant at, double value) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x(at), y(value));
    }

    String svg() {
        return svg + "</svg>";
    }

    private static String line(String kind, double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                kind,
                x1,
                y1,
                x2,
                y2);
    }

    private static String text(String kind, double x, double y, String text) {
        return String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", kind, x, y)
                + HtmlEscaper.text(text) + "</text>";
    }

    private static String title(String tooltip) {
        return "<title>" + HtmlEscaper.text(tooltip) + "</title>";
    }
}
