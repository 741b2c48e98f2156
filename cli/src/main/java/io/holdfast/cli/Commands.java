package io.holdfast.cli;

import io.holdfast.cli.session.Session;
import picocli.CommandLine;

/** The list of all commands, in the order in which the help shows them. */
final class Commands {

    private Commands() {}

    /** A new command needs one line here and a class annotated with {@code @Command(name = …)}. */
    static void addTo(CommandLine line, Session session) {}
}
