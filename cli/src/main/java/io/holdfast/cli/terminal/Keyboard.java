package io.holdfast.cli.terminal;

import io.holdfast.events.ControlCharacterSanitizer;
import java.util.Optional;

/** Prompts and their answers. */
public interface Keyboard {

    /** Whether standard input is a terminal, so that a person can answer. */
    boolean isThere();

    /** The line that was typed as the answer, without its end; empty at the end of the input. */
    Optional<String> answer(String question);

    /** The process's own standard input. Prompts go to standard error, so that standard output has only results. */
    static Keyboard ofProcess(Terminal screen) {
        return new Keyboard() {
            @Override
            public boolean isThere() {
                return Terminal.isTerminal(0) && System.console() != null;
            }

            @Override
            public Optional<String> answer(String question) {
                screen.out().flush();
                screen.err().print(ControlCharacterSanitizer.line(question) + " ");
                screen.err().flush();
                return Optional.ofNullable(System.console()).map(console -> console.readLine());
            }
        };
    }
}
