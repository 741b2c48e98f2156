package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.RevertRequested;
import picocli.CommandLine.Command;

/** After a swap: let the database that was kept serve again. */
@Command(
        name = "restore-revert",
        description =
                "After 'restore --swap': let the database that was kept serve again; the restored one is kept then.")
public final class RestoreRevertCommand extends RestoreRequestCommand {

    public RestoreRevertCommand(CommandContext session, EventLogFactory eventLogFactory) {
        super(session, eventLogFactory, "reverted");
    }

    @Override
    OperatorRequest request(String database, String by) {
        return new RevertRequested(database, restore, by, reason);
    }
}
