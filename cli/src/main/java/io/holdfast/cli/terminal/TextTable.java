package io.holdfast.cli.terminal;

import io.holdfast.events.ControlCharacterSanitizer;
import java.util.ArrayList;
import java.util.List;

/** A table with aligned columns. Every cell is shortened, and control characters are replaced. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... header) {
        this.header = List.of(header);
    }

    /** @param cells one for each column of the header */
    public void add(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(header.size() + " cells expected, not " + cells.length);
        }
        rows.add(List.of(cells).stream()
                .map(ControlCharacterSanitizer::shortened)
                .toList());
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public void print(Terminal screen) {
        int[] widths = widths();
        screen.out().println(screen.colours() ? TextStyle.BOLD.of(line(header, widths)) : line(header, widths));
        rows.forEach(row -> screen.out().println(line(row, widths)));
    }

    private int[] widths() {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            line.append(cell).repeat(' ', widths[column] - cell.length()).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
