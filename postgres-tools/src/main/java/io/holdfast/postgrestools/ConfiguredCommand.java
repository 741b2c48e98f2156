package io.holdfast.postgrestools;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A command that an operator has configured. Started as PostgreSQL's programs are: with an environment of its own, and tied to the
 * life of this JVM.
 *
 * @param words the program and its arguments; no shell reads them
 * @param variables added to its environment
 */
public record ConfiguredCommand(List<String> words, Map<String, String> variables) {

    public ConfiguredCommand {
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
    }

    /** @throws IOException when the program cannot be started at all */
    public RunningProgram start() throws IOException {
        return ProgramLauncher.start(words, variables);
    }
}
