package io.holdfast.retention.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the time in a file name, such as {@code pre_migration_20260518_020000.dump} (runbook), as UTC. */
final class FileNameTimestampParser {

    private static final Pattern STAMP = Pattern.compile("(?<!\\d)(\\d{8}_\\d{6})(?!\\d)");
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private FileNameTimestampParser() {}

    static Optional<Instant> of(String fileName) {
        Matcher matcher = STAMP.matcher(fileName);
        Optional<Instant> last = Optional.empty();
        while (matcher.find()) {
            last = instant(matcher.group(1));
        }
        return last;
    }

    private static Optional<Instant> instant(String stamp) {
        try {
            return Optional.of(LocalDateTime.parse(stamp, FORMAT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
