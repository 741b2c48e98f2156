package io.holdfast.restoreengine.hooks;

import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.UserConfiguredCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** Runs an operator's command until it exits, or stops it at the time limit. */
public final class RunUserConfiguredCommand {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private RunUserConfiguredCommand() {}

    /** @param limit time limit; then the command gets SIGTERM, and SIGKILL five seconds later */
    public static RestoreHookResult run(UserConfiguredCommand command, Duration limit) throws InterruptedException {
        try (RunningProgram program = command.start()) {
            discard(program.output());
            Optional<ProgramExitResult> ended = program.await(limit);
            if (ended.isEmpty()) {
                program.stop(GRACE);
                return new RestoreHookResult.Failed(
                        named(command) + " did not exit within " + limit.toSeconds() + " s and was stopped",
                        program.await().complaint().text());
            }
            return ended.get().succeeded()
                    ? new RestoreHookResult.Succeeded()
                    : new RestoreHookResult.Failed(
                            named(command) + " exited with status "
                                    + ended.get().exitCode(),
                            ended.get().complaint().text());
        } catch (IOException e) {
            return new RestoreHookResult.Failed(
                    named(command) + " could not be started. hint: check its path and" + " permissions", "");
        }
    }

    private static String named(UserConfiguredCommand command) {
        return "the command " + command.words().getFirst();
    }

    /** Reads the output, because a full pipe would block the program. */
    private static void discard(InputStream output) {
        Thread.ofPlatform().daemon().name("output-of-a-hook").start(() -> {
            try {
                output.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The pipe closes when the program exits.
                return;
            }
        });
    }
}
