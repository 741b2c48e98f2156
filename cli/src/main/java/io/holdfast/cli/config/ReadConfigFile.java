package io.holdfast.cli.config;

import io.holdfast.cli.config.ConfigFinding.Stage;
import io.holdfast.events.ControlCharacterSanitizer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Reads a settings file: Java properties in UTF-8. This class joins and counts lines, because {@link Properties} does not return line
 * numbers. The JDK parses each entry.
 */
final class ReadConfigFile {

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int LARGEST = 4 << 20;
    private static final String EXAMPLE =
            "Write NAME=VALUE with the full name, such as holdfast.databases.app.host=db.example.";

    private final ConfigFindingCollector configFindings = new ConfigFindingCollector(Stage.FILE);
    private final List<ConfigEntry> entries = new ArrayList<>();
    private final Path path;

    private ReadConfigFile(Path path) {
        this.path = path;
    }

    /** Reads the file. It never throws; an unreadable file gives a finding and no entries. */
    static ParsedConfigFile read(Path path) {
        ReadConfigFile read = new ReadConfigFile(path);
        read.bytes().flatMap(read::text).ifPresent(read::entries);
        read.repeated();
        return new ParsedConfigFile(path, read.entries, read.configFindings.all());
    }

    private Optional<byte[]> bytes() {
        try {
            if (Files.size(path) > LARGEST) {
                configFindings.error(0, "", "the file is larger than 4 MiB", "Give the name of a settings file.");
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            configFindings.error(0, "", "the file does not exist", "Run 'holdfast config init FILE' to write one.");
        } catch (AccessDeniedException e) {
            configFindings.error(0, "", "this user may not read the file", "Check its owner and mode.");
        } catch (IOException e) {
            configFindings.error(
                    0,
                    "",
                    Files.isDirectory(path) ? "this is a directory" : "the file cannot be read",
                    "Give the name of a settings file.");
        }
        return Optional.empty();
    }

    private Optional<String> text(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        if (decoder.decode(in, out, true).isError()) {
            int line = 1 + (int) out.flip().chars().filter(c -> c == '\n').count();
            configFindings.error(
                    line,
                    "",
                    "the file is not in UTF-8: invalid byte at position " + (in.position() + 1),
                    "Save the file as UTF-8. It probably has a character in Latin-1.");
            return Optional.empty();
        }
        String text = out.flip().toString();
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            configFindings.error(
                    1,
                    "",
                    "the file begins with a byte order mark, which becomes a part of the first setting's name",
                    "Save the file as UTF-8 without a byte order mark.");
            return Optional.of(text.substring(1));
        }
        return Optional.of(text);
    }

    private void entries(String text) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        int at = 0;
        while (at < lines.length) {
            int first = at;
            StringBuilder whole = new StringBuilder(lines[at]);
            while (!isSkipped(lines[first]) && goesOn(lines[at]) && at + 1 < lines.length) {
                whole.append('\n').append(lines[++at]);
            }
            at++;
            if (!isSkipped(lines[first])) {
                entry(first + 1, whole.toString());
            }
        }
    }

    private static boolean isSkipped(String line) {
        String tidy = line.stripLeading();
        return tidy.isEmpty() || tidy.startsWith("#") || tidy.startsWith("!");
    }

    /** Whether the line ends with an odd number of backslashes. */
    private static boolean goesOn(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }

    private void entry(int line, String text) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            configFindings.error(
                    line,
                    "",
                    "the line has an invalid \\u escape",
                    "Write \\u and four hexadecimal digits, or \\\\ for a backslash.");
            return;
        }
        for (String name : one.stringPropertyNames()) {
            if (name.isEmpty()) {
                configFindings.error(line, "", "the line has a value without a name", EXAMPLE);
            } else if (isYaml(text, name)) {
                configFindings.error(
                        line, "", "'" + ControlCharacterSanitizer.shortened(text.strip()) + "' has no value", EXAMPLE);
            } else {
                entries.add(new ConfigEntry(line, name, one.getProperty(name)));
            }
        }
    }

    /** Whether the line is YAML: a name with a colon and no value. */
    private static boolean isYaml(String text, String name) {
        return text.strip().equals(name + ":");
    }

    /** Reports duplicates, because Java uses the last value without a warning. */
    private void repeated() {
        Map<String, ConfigEntry> seen = new HashMap<>();
        for (ConfigEntry entry : entries) {
            ConfigEntry before = seen.put(entry.text().replace("\"", ""), entry);
            if (before != null) {
                configFindings.error(
                        entry.line(),
                        entry.text(),
                        entry.text() + " is set twice, first on line " + before.line(),
                        "Remove one of the two lines. The last one takes effect.");
            }
        }
    }
}
