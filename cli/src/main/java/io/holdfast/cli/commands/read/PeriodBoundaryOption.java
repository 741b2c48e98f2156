package io.holdfast.cli.commands.read;

import io.holdfast.cli.context.ArgumentConverters.ADuration;
import io.holdfast.events.ControlCharacterSanitizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The start or the end of a period. */
sealed interface PeriodBoundaryOption {

    record Age(Duration age) implements PeriodBoundaryOption {}

    record Point(Instant instant) implements PeriodBoundaryOption {}

    /** The instant. An age is subtracted from now. */
    default Instant before(Instant now) {
        return switch (this) {
            case Age(Duration age) -> now.minus(age);
            case Point(Instant instant) -> instant;
        };
    }

    /** {@code beginning}, {@code now}, an age, a date, or an instant. */
    final class Converter implements ITypeConverter<PeriodBoundaryOption> {

        /** Length of a date such as {@code 2026-05-18}, which means its first instant in UTC. */
        private static final int DATE = 10;

        @Override
        public PeriodBoundaryOption convert(String text) throws Exception {
            if (text.equals("beginning")) {
                return new Point(Instant.EPOCH);
            }
            if (text.equals("now")) {
                return new Age(Duration.ZERO);
            }
            try {
                return new Point(
                        text.length() == DATE
                                ? LocalDate.parse(text)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                : Instant.parse(text));
            } catch (DateTimeParseException e) {
                return age(text);
            }
        }

        private static PeriodBoundaryOption age(String text) {
            try {
                return new Age(new ADuration().convert(text));
            } catch (TypeConversionException e) {
                throw new TypeConversionException("'" + ControlCharacterSanitizer.shortened(text)
                        + "' is not a time: write beginning, now, 2h, 7d, 2026-05-18, or 2026-05-18T02:00:00Z");
            }
        }
    }
}
