package io.holdfast.cli.context;

import io.holdfast.events.BackupKind;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for arguments of the command line. */
public final class ArgumentConverters {

    private ArgumentConverters() {}

    /** A positive duration: {@code 90s}, {@code 10m}, {@code 6h}, {@code 2d}, or ISO 8601 such as {@code PT1H30M}. */
    public static final class ADuration implements ITypeConverter<Duration> {

        private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(s|m|min|h|d)");

        @Override
        public Duration convert(String text) {
            Duration duration = parse(text);
            if (duration.isZero() || duration.isNegative()) {
                throw bad(text);
            }
            return duration;
        }

        private static Duration parse(String text) {
            Matcher matcher = SHORT.matcher(text);
            if (matcher.matches()) {
                long amount = Long.parseLong(matcher.group(1));
                return switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "h" -> Duration.ofHours(amount);
                    case "d" -> Duration.ofDays(amount);
                    default -> Duration.ofMinutes(amount);
                };
            }
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw bad(text);
            }
        }

        private static TypeConversionException bad(String text) {
            return new TypeConversionException("'" + ControlCharacterSanitizer.shortened(text)
                    + "' is not a positive duration such as 90s, 10m, 6h or 2d");
        }
    }

    /** {@code text} or {@code json}. */
    public static final class AnOutput implements ITypeConverter<OutputFormat> {

        @Override
        public OutputFormat convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "text" -> OutputFormat.TEXT;
                case "json" -> OutputFormat.JSON;
                default ->
                    throw new TypeConversionException("'" + ControlCharacterSanitizer.shortened(text)
                            + "' is not an output format: write text or json");
            };
        }
    }

    /** {@code full} or {@code schema_only}. */
    public static final class AKind implements ITypeConverter<BackupKind> {

        @Override
        public BackupKind convert(String text) {
            return BackupKind.parse(text)
                    .orElseThrow(() -> new TypeConversionException("'" + ControlCharacterSanitizer.shortened(text)
                            + "' is not a kind of backup: write full or schema_only"));
        }
    }

    /** The id of a configured database. */
    public static final class ADatabase implements ITypeConverter<DatabaseId> {

        @Override
        public DatabaseId convert(String text) {
            try {
                return new DatabaseId(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
