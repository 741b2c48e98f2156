package io.holdfast.cli;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.ControlCharacterSanitizer;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports each failure as one sentence and a hint, and adds the stack trace only with {@code --verbose}. */
final class ErrorReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final CommandContext context;

    ErrorReporter(CommandContext context) {
        this.context = context;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String hint = suggestions.isEmpty()
                ? "run '" + command + " --help'"
                : "did you mean " + String.join(" or ", suggestions) + "? Run '" + command + " --help' for all options";
        return report(String.valueOf(e.getMessage()), hint, ExitCode.USAGE, e);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof CommandException commandException) {
            return report(
                    String.valueOf(commandException.getMessage()),
                    commandException.hint(),
                    commandException.exitCode(),
                    commandException);
        }
        return report(
                "unexpected error: " + e,
                "run the command again with --verbose, and open an issue with its output",
                ExitCode.UNEXPECTED,
                e);
    }

    private int report(String message, String hint, ExitCode exitCode, Exception cause) {
        PrintWriter err = context.screen().err();
        err.println("holdfast: " + printable(message));
        if (!hint.isEmpty()) {
            err.println("  hint: " + printable(hint));
        }
        if (context.options().verbose()) {
            cause.printStackTrace(err);
        }
        err.flush();
        return exitCode.number();
    }

    private static String printable(String text) {
        return text.lines()
                .map(ControlCharacterSanitizer::line)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
