package io.holdfast.cli.terminal;

import io.holdfast.events.PrintableText;
import java.util.Optional;

/** The person who may be asked something. */
public interface Keyboard {

    /** Whether somebody sits at a terminal, so that a question has a sense. */
    boolean isThere();

    /** What is typed as the answer, without the line's end; empty where the input ends instead. */
    Optional<String> answer(String question);

    /** The process's own standard input; questions go to standard error, beside the results. */
    static Keyboard ofProcess(Terminal screen) {
        return new Keyboard() {
            @Override
            public boolean isThere() {
                return Terminal.isTerminal(0) && System.console() != null;
            }

            @Override
            public Optional<String> answer(String question) {
                screen.out().flush();
                screen.err().print(PrintableText.line(question) + " ");
                screen.err().flush();
                return Optional.ofNullable(System.console()).map(console -> console.readLine());
            }
        };
    }
}
