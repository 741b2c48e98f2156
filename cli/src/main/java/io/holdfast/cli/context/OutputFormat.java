package io.holdfast.cli.context;

/** The format of a command's output. */
public enum OutputFormat {
    TEXT,
    JSON
}
