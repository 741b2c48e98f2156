package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.DatabaseId;
import io.holdfast.localstack.SourceDatabase;
import java.util.List;
import java.util.Optional;

/** The database of the runbook's variables. */
final class SourceDatabaseFromEnvironment {

    private static final List<String> VARIABLES =
            List.of("DATABASE_HOST", "DATABASE_PORT", "DATABASE_USERNAME", "DATABASE_PASSWORD", "DATABASE_NAME");

    private SourceDatabaseFromEnvironment() {}

    /** Empty if no variable is set. Otherwise, unset variables have the runbook's defaults. */
    static Optional<SourceDatabase> ofEnvironment(CommandContext context) {
        if (variables(context).isEmpty()) {
            return Optional.empty();
        }
        String name = LocalStackFolders.variable(context, "DATABASE_NAME").orElse("powernode_production");
        DatabaseId id = DatabaseId.parse(name)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "DATABASE_NAME is '" + name + "', which is not a valid id of a database",
                        "use only letters, digits, '_' and '-'"));
        return Optional.of(new SourceDatabase(
                id.value(),
                LocalStackFolders.variable(context, "DATABASE_HOST").orElse("localhost"),
                port(context),
                LocalStackFolders.variable(context, "DATABASE_USERNAME").orElse("postgres"),
                LocalStackFolders.variable(context, "DATABASE_PASSWORD").orElse(""),
                name));
    }

    /** The names of the variables that are set. */
    static List<String> variables(CommandContext context) {
        return VARIABLES.stream()
                .filter(name -> LocalStackFolders.variable(context, name).isPresent())
                .toList();
    }

    private static int port(CommandContext context) {
        String port = LocalStackFolders.variable(context, "DATABASE_PORT").orElse("5432");
        if (!port.matches("\\d{1,5}")) {
            throw new CommandException(ExitCode.USAGE, "DATABASE_PORT is not a port", "write a number, such as 5432");
        }
        return Integer.parseInt(port);
    }
}
