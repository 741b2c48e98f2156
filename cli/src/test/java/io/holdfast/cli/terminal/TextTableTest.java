package io.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columns_are_aligned_and_cells_cannot_steer_the_terminal() {
        StringWriter printed = new StringWriter();
        TextTable table = new TextTable("NAME", "NOTE");
        table.add("a long name", "x");
        table.add("b", "\u001b[31mred");

        table.print(new Terminal(new PrintWriter(printed, true), new PrintWriter(printed, true), false, false));

        assertThat(printed.toString().lines())
                .containsExactly("NAME         NOTE", "a long name  x", "b            ?[31mred");
    }
}
