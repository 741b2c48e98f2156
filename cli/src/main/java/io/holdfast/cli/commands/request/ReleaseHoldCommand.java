package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import picocli.CommandLine.Command;

/** {@code holdfast release}. */
@Command(name = "release", description = "Release a held backup, so that the retention policy applies again.")
public final class ReleaseHoldCommand extends BackupOperatorRequestCommand {

    public ReleaseHoldCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        super(context, eventLogFactory, "released");
    }

    @Override
    OperatorRequest request(BackupSelector.Found about, String by, String reason) {
        return new ReleaseRequested(about.database(), about.backup(), by, reason);
    }
}
