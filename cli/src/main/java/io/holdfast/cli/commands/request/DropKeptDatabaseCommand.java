package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import picocli.CommandLine.Command;

/** {@code holdfast restore-drop-kept}. */
@Command(
        name = "restore-drop-kept",
        description = "Drop the database that 'restore --swap' or 'restore-revert' kept. You cannot undo this.")
public final class DropKeptDatabaseCommand extends RestoreOperatorRequestCommand {

    public DropKeptDatabaseCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        super(context, eventLogFactory, "dropped the kept database of");
    }

    @Override
    OperatorRequest request(String database, String by) {
        return new DropKeptRequested(database, restore, by, reason);
    }
}
