package io.holdfast.postgrestools;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A command that an operator has configured. It is started like PostgreSQL's programs: with a minimal environment, and it ends with this
 * JVM.
 *
 * @param words the program and its arguments; no shell interprets them
 * @param variables added to its environment
 */
public record UserConfiguredCommand(List<String> words, Map<String, String> variables) {

    public UserConfiguredCommand {
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
    }

    /** @throws IOException if the program cannot be started */
    public RunningProgram start() throws IOException {
        return ProgramLauncher.start(words, variables);
    }
}
