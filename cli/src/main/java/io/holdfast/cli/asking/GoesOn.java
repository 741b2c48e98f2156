package io.holdfast.cli.asking;

import io.holdfast.cli.terminal.Progress;

/** Says at Ctrl-C that only the waiting ends, and what would end the rest. */
final class GoesOn implements AutoCloseable {

    private final Thread hook;

    GoesOn(Progress progress, String... lines) {
        hook = new Thread(() -> {
            progress.end();
            for (String line : lines) {
                progress.say(line);
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
