package io.holdfast.cli.asking;

import io.holdfast.cli.session.Session;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import picocli.CommandLine.Command;

/** After a swap or its reversal: drop the database that was kept. */
@Command(
        name = "restore-drop-kept",
        description =
                "After 'restore --swap' or 'restore-revert': drop the database that was kept. There is no way back from it.")
public final class RestoreDropKept extends AskAboutRestore {

    public RestoreDropKept(Session session, Logs logs) {
        super(session, logs, "dropped what was kept by");
    }

    @Override
    OperatorRequest request(String database, String by) {
        return new DropKeptRequested(database, restore, by, reason);
    }
}
