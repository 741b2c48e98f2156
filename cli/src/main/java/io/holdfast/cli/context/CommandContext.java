package io.holdfast.cli.context;

import io.holdfast.cli.terminal.Keyboard;
import io.holdfast.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What every command is given.
 *
 * @param options the global options, filled in before a command runs
 * @param keyboard the person who may be asked
 * @param environment the process's environment variables
 * @param folder the working folder; a local stack's state lies under it
 */
public record CommandContext(
        GlobalOptions options,
        Terminal screen,
        Keyboard keyboard,
        Map<String, String> environment,
        Path folder,
        Clock clock) {}
