package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.PrintableText;
import io.holdfast.localstack.InvalidConfigurationException;
import io.holdfast.localstack.StackException;
import java.util.List;
import java.util.function.Supplier;

/** Turns a failure of the local stack into a complaint; the log lines that it quotes are told before it. */
final class StackErrorTranslator {

    private static final String HINT = "Hint: ";

    private StackErrorTranslator() {}

    static <T> T translateErrors(CommandContext session, Supplier<T> work) {
        try {
            return work.get();
        } catch (StackException failure) {
            throw commandException(session, failure);
        } catch (InvalidConfigurationException wrong) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(wrong.getMessage()), wrong.hint(), wrong);
        }
    }

    private static CommandException commandException(CommandContext session, StackException failure) {
        String[] parts = String.valueOf(failure.getMessage()).split(HINT, 2);
        List<String> lines = parts[0].lines().toList();
        lines.stream().skip(1).forEach(line -> session.screen().err().println(PrintableText.line(line)));
        String hint = parts.length > 1 ? parts[1] : "the logs lie in the stack's folder; see also 'holdfast logs'";
        return new CommandException(ExitCode.UNEXPECTED, lines.getFirst().strip(), hint.strip(), failure);
    }
}
