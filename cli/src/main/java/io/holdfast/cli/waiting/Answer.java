package io.holdfast.cli.waiting;

/** How an operator's request was answered. */
public sealed interface Answer {

    /** It is done; the event that says so was heard. */
    record Done() implements Answer {}

    /** It was understood and refused, or has become impossible. */
    record Refused(String message) implements Answer {}

    /** Nobody answered in the time given. */
    record Silence() implements Answer {}
}
