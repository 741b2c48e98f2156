package io.holdfast.cli.session;

/** For whom a command prints: a person, or a program. */
public enum Output {
    TEXT,
    JSON
}
