package io.holdfast.cli;

import io.holdfast.cli.terminal.Keyboard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A keyboard with the answers of a test. Without answers, there is no terminal. */
final class FakeKeyboard implements Keyboard {

    private final Queue<String> answers = new ArrayDeque<>();
    private boolean there;
    final List<String> questions = new ArrayList<>();

    void types(String answer) {
        there = true;
        answers.add(answer);
    }

    @Override
    public boolean isThere() {
        return there;
    }

    @Override
    public Optional<String> answer(String question) {
        questions.add(question);
        return Optional.ofNullable(answers.poll());
    }
}
