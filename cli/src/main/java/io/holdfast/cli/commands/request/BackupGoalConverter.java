package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.BackupWaitGoal;
import io.holdfast.events.ControlCharacterSanitizer;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code completed}, {@code verified} or {@code protected}. */
final class BackupGoalConverter implements ITypeConverter<BackupWaitGoal> {

    @Override
    public BackupWaitGoal convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "completed" -> BackupWaitGoal.COMPLETED;
            case "verified" -> BackupWaitGoal.VERIFIED;
            case "protected" -> BackupWaitGoal.PROTECTED;
            default ->
                throw new TypeConversionException("'" + ControlCharacterSanitizer.shortened(text)
                        + "' is not a state to wait for: write completed, verified or protected");
        };
    }
}
