package io.holdfast.cli.context;

/** For whom a command prints: a person, or a program. */
public enum OutputFormat {
    TEXT,
    JSON
}
