package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import picocli.CommandLine.Command;

/** After a swap or its reversal: drop the database that was kept. */
@Command(
        name = "restore-drop-kept",
        description =
                "After 'restore --swap' or 'restore-revert': drop the database that was kept. There is no way back from it.")
public final class RestoreDropKeptCommand extends RestoreRequestCommand {

    public RestoreDropKeptCommand(CommandContext session, EventLogFactory eventLogFactory) {
        super(session, eventLogFactory, "dropped what was kept by");
    }

    @Override
    OperatorRequest request(String database, String by) {
        return new DropKeptRequested(database, restore, by, reason);
    }
}
