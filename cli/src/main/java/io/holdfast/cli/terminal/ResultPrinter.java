package io.holdfast.cli.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.holdfast.events.PrintableText;
import io.holdfast.events.codec.Json;

/** A command's results on standard output. */
public final class ResultPrinter {

    /** Only ASCII, so that no text of foreign origin can steer a terminal. */
    private static final ObjectWriter LINE = Json.mapper()
            .writer()
            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final Terminal screen;

    public ResultPrinter(Terminal screen) {
        this.screen = screen;
    }

    /** The whole result as JSON, indented. */
    public void json(Object value) {
        write(LINE.withDefaultPrettyPrinter(), value);
    }

    /** One of many results as JSON, on a line of its own. */
    public void jsonLine(Object value) {
        write(LINE, value);
    }

    private void write(ObjectWriter writer, Object value) {
        try {
            screen.out().println(writer.writeValueAsString(value));
            screen.out().flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
        }
    }

    /** A line for a person. */
    public void line(String text) {
        screen.out().println(PrintableText.line(text));
        screen.out().flush();
    }

    /** A named value for a person; nothing where the value is empty. Without a name, it goes on below the last one. */
    public void field(String name, String value) {
        if (!value.isEmpty()) {
            String label = (name.isEmpty() ? "" : TextStyle.BOLD.on(screen, name))
                    + " ".repeat(Math.max(1, 11 - name.length()));
            screen.out().println(label + PrintableText.line(value));
            screen.out().flush();
        }
    }
}
