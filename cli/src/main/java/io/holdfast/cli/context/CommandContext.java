package io.holdfast.cli.context;

import io.holdfast.cli.terminal.Keyboard;
import io.holdfast.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The environment of a command.
 *
 * @param options the global options, filled in before a command runs
 * @param keyboard source of answers to prompts
 * @param environment the process's environment variables
 * @param folder the working folder; a local stack stores its state below it
 */
public record CommandContext(
        GlobalOptions options,
        Terminal screen,
        Keyboard keyboard,
        Map<String, String> environment,
        Path folder,
        Clock clock) {}
