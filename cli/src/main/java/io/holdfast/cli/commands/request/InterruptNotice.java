package io.holdfast.cli.commands.request;

import io.holdfast.cli.terminal.ProgressDisplay;

/** Says at Ctrl-C that only the waiting ends, and what would end the rest. */
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
            // Ctrl-C was quicker; the hook runs already.
        }
    }
}
