package io.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table, so that a result can be copied into a document. */
final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... headings) {
        rows.add(List.of(headings));
        rows.add(IntStream.range(0, headings.length).mapToObj(column -> "---").toList());
    }

    MarkdownTable row(Object... cells) {
        rows.add(java.util.Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    void print() {
        System.out.println(this);
    }

    @Override
    public String toString() {
        return rows.stream()
                .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |")))
                .collect(Collectors.joining("\n"));
    }
}
