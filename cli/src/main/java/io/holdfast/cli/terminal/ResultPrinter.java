package io.holdfast.cli.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.codec.Json;

/** Prints a command's results on standard output. */
public final class ResultPrinter {

    /** Only ASCII, so that untrusted text cannot send control sequences to a terminal. */
    private static final ObjectWriter LINE = Json.mapper()
            .writer()
            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final Terminal screen;

    public ResultPrinter(Terminal screen) {
        this.screen = screen;
    }

    /** Prints the whole result as indented JSON. */
    public void json(Object value) {
        write(LINE.withDefaultPrettyPrinter(), value);
    }

    /** Prints one of several results as JSON on one line. */
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

    /** Prints a line of text. */
    public void line(String text) {
        screen.out().println(ControlCharacterSanitizer.line(text));
        screen.out().flush();
    }

    /** Prints a value with its name, and nothing if the value is empty. An empty name continues the previous value. */
    public void field(String name, String value) {
        if (!value.isEmpty()) {
            String label = (name.isEmpty() ? "" : TextStyle.BOLD.on(screen, name))
                    + " ".repeat(Math.max(1, 11 - name.length()));
            screen.out().println(label + ControlCharacterSanitizer.line(value));
            screen.out().flush();
        }
    }
}
