package io.holdfast.cli.asking;

import io.holdfast.cli.waiting.Goal;
import io.holdfast.events.Printable;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code completed}, {@code verified} or {@code protected}. */
final class AGoal implements ITypeConverter<Goal> {

    @Override
    public Goal convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "completed" -> Goal.COMPLETED;
            case "verified" -> Goal.VERIFIED;
            case "protected" -> Goal.PROTECTED;
            default ->
                throw new TypeConversionException("'" + Printable.shortened(text)
                        + "' cannot be waited for: write completed, verified or protected");
        };
    }
}
