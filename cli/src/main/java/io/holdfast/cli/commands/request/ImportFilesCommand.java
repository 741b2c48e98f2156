package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.EndpointResolver;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.ImportRequested;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes dumps that lie at a destination already, and that somebody else has made, into the books. */
@Command(
        name = "import",
        description = "Take existing dumps (pg_dump -Fc) that lie at a destination already into the books.")
public final class ImportFilesCommand implements Callable<Integer> {

    private static final String LOCAL = "local";
    private static final String RUNBOOK_FOLDER = "/var/backups/powernode";

    /** The whole file is read. */
    private static final Duration LONG = Duration.ofMinutes(30);

    private final CommandContext session;
    private final SendOperatorRequest operator;

    @Mixin
    WaitOptions patience = new WaitOptions();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "plain names at the destination, or paths in BACKUP_DIR")
    List<String> files = new ArrayList<>();

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "the database that they are of; may be left out where only one is configured")
    @Nullable
    DatabaseId database;

    @Option(names = "--at", paramLabel = "DESTINATION", description = "where they lie (default: local)")
    String destination = LOCAL;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "full or schema_only (default: by the file's name, otherwise full)")
    @Nullable
    String kind;

    @Option(names = "--label", paramLabel = "WORDS", description = "your words about them, such as 'before 7.2'")
    @Nullable
    String label;

    public ImportFilesCommand(CommandContext session, EventLogFactory eventLogFactory) {
        this.session = session;
        this.operator = new SendOperatorRequest(session, eventLogFactory);
    }

    @Override
    public Integer call() {
        List<String> names = files.stream().map(this::name).toList();
        String of = database == null ? new DefaultDatabase(session).find().value() : database.value();
        for (String name : names) {
            operator.request(
                    new ImportRequested(of, destination, name, kind, label, RequestedBy.current()),
                    destination + "/" + name + " into the books of " + of,
                    "imported",
                    patience.butAtLeast(LONG));
        }
        return ExitCode.OK.number();
    }

    /** A path is reduced to its name only if it lies where the name would be looked for. */
    private String name(String file) {
        Path path = Path.of(file);
        if (path.getNameCount() == 1 && !path.isAbsolute()) {
            return file;
        }
        Path folder = new EndpointResolver(session)
                .backups()
                .orElse(Path.of(RUNBOOK_FOLDER))
                .toAbsolutePath()
                .normalize();
        Path parent =
                session.folder().resolve(path).toAbsolutePath().normalize().getParent();
        if (!destination.equals(LOCAL) || !folder.equals(parent)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    file + " does not lie in the folder of the destination '" + destination + "'",
                    destination.equals(LOCAL)
                            ? "put it into " + folder + " first (BACKUP_DIR), and name it then"
                            : "put it there first, and give its plain name");
        }
        return String.valueOf(path.getFileName());
    }
}
