package io.holdfast.cli.commands.request;

import io.holdfast.cli.terminal.ProgressDisplay;

/** Prints at Ctrl-C that only the command ends, and how to follow or cancel the operation. */
final class InterruptNotice implements AutoCloseable {

    private final Thread hook;

    InterruptNotice(ProgressDisplay progress, String... lines) {
        hook = new Thread(() -> {
            progress.end();
            for (String line : lines) {
                progress.print(line);
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already shutting down, so the hook is running.
        }
    }
}
