package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.localstack.InvalidConfigurationException;
import io.holdfast.localstack.StackException;
import java.util.List;
import java.util.function.Supplier;

/** Converts an exception of the local stack to an error of the command. Log lines in the exception are printed before it. */
final class LocalStackErrorTranslator {

    private static final String HINT = "Hint: ";

    private LocalStackErrorTranslator() {}

    static <T> T translateErrors(CommandContext context, Supplier<T> work) {
        try {
            return work.get();
        } catch (StackException failure) {
            throw commandException(context, failure);
        } catch (InvalidConfigurationException wrong) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(wrong.getMessage()), wrong.hint(), wrong);
        }
    }

    private static CommandException commandException(CommandContext context, StackException failure) {
        String[] parts = String.valueOf(failure.getMessage()).split(HINT, 2);
        List<String> lines = parts[0].lines().toList();
        lines.stream().skip(1).forEach(line -> context.screen().err().println(ControlCharacterSanitizer.line(line)));
        String hint = parts.length > 1 ? parts[1] : "run 'holdfast logs' to read the log messages";
        return new CommandException(ExitCode.UNEXPECTED, lines.getFirst().strip(), hint.strip(), failure);
    }
}
