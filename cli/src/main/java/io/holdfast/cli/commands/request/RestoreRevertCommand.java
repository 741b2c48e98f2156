package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.RevertRequested;
import picocli.CommandLine.Command;

/** {@code holdfast restore-revert}. */
@Command(
        name = "restore-revert",
        description =
                "Undo 'restore --swap': the kept database becomes the live database again, and the restored one is kept.")
public final class RestoreRevertCommand extends RestoreOperatorRequestCommand {

    public RestoreRevertCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        super(context, eventLogFactory, "reverted");
    }

    @Override
    OperatorRequest request(String database, String by) {
        return new RevertRequested(database, restore, by, reason);
    }
}
