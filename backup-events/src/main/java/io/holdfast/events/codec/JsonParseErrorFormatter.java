package io.holdfast.events.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.holdfast.events.ControlCharacterSanitizer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Describes a parser's error for the sender: location and problem, without class names and parser options. */
final class JsonParseErrorFormatter {

    private static final Pattern PARSERS_OWN =
            Pattern.compile(":? not allowed as per .*| \\((bound as|for|class|start marker) [^)]*\\)");
    private static final String CLASS_NAME = "([a-z][a-z0-9]*\\.)+[A-Z][\\w.$]*";

    private JsonParseErrorFormatter() {}

    static String of(Exception e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return path(mapping) + ": " + firstLine(mapping.getOriginalMessage());
        }
        if (e instanceof JsonProcessingException json) {
            return firstLine(json.getOriginalMessage());
        }
        return firstLine(String.valueOf(e.getMessage()));
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return ControlCharacterSanitizer.shortened(path.startsWith(".") ? path.substring(1) : path);
    }

    /** The first line of the parser's message without class names and parser options, which do not help a sender. */
    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return ControlCharacterSanitizer.line(
                PARSERS_OWN.matcher(line).replaceAll("").replaceAll("`?" + CLASS_NAME + "`?", "value"), 200);
    }
}
