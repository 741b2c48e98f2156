package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command prefix that makes the kernel kill the program when this JVM dies, even by SIGKILL. If util-linux's setpriv is missing, the
 * broken pipe ends a pg_dump at its next write.
 */
final class ParentDeathSignal {

    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));
    private static final List<String> PREFIX = PLACES.stream()
            .filter(Files::isExecutable)
            .map(setpriv -> List.of(setpriv.toString(), "--pdeathsig", "KILL", "--"))
            .filter(ParentDeathSignal::works)
            .findFirst()
            .orElse(List.of());

    private ParentDeathSignal() {}

    static List<String> prefix() {
        return PREFIX;
    }

    // busybox's setpriv lacks this option.
    private static boolean works(List<String> prefix) {
        List<String> command = new java.util.ArrayList<>(prefix);
        command.add("true");
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
