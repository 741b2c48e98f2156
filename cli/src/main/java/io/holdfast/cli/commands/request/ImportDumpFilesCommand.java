package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
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

/** {@code holdfast import}: adds dumps that exist at a destination, and that another program has made, to the catalog. */
@Command(
        name = "import",
        description = "Add existing dumps (pg_dump -Fc) to the catalog. The files must be at a destination.")
public final class ImportDumpFilesCommand implements Callable<Integer> {

    private static final String LOCAL = "local";
    private static final String RUNBOOK_FOLDER = "/var/backups/powernode";

    /** The service reads the whole file. */
    private static final Duration LONG = Duration.ofMinutes(30);

    private final CommandContext context;
    private final SendOperatorRequest operator;

    @Mixin
    WaitOptions waitOptions = new WaitOptions();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "names of files at the destination, or paths in BACKUP_DIR")
    List<String> files = new ArrayList<>();

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "database of the dumps (default: the only configured database)")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--at",
            paramLabel = "DESTINATION",
            description = "destination of the files (default: ${DEFAULT-VALUE})")
    String destination = LOCAL;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "full or schema_only (default: derived from the file's name, otherwise full)")
    @Nullable
    String kind;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "short text that 'holdfast list' shows, such as 'before 7.2'")
    @Nullable
    String label;

    public ImportDumpFilesCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.operator = new SendOperatorRequest(context, eventLogFactory);
    }

    @Override
    public Integer call() {
        List<String> names = files.stream().map(this::name).toList();
        String of =
                database == null ? new DefaultDatabaseResolver(context).find().value() : database.value();
        for (String name : names) {
            operator.request(
                    new ImportRequested(of, destination, name, kind, label, RequesterNameResolver.current()),
                    destination + "/" + name + " as a backup of " + of,
                    "imported",
                    waitOptions.butAtLeast(LONG));
        }
        return ExitCode.OK.number();
    }

    /** The name of the file at the destination. A path is allowed only if it is in the destination's folder. */
    private String name(String file) {
        Path path = Path.of(file);
        if (path.getNameCount() == 1 && !path.isAbsolute()) {
            return file;
        }
        Path folder = new BrokerAndServiceUrlResolver(context)
                .backups()
                .orElse(Path.of(RUNBOOK_FOLDER))
                .toAbsolutePath()
                .normalize();
        Path parent =
                context.folder().resolve(path).toAbsolutePath().normalize().getParent();
        if (!destination.equals(LOCAL) || !folder.equals(parent)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the path " + file + " does not refer to a file at the destination '" + destination + "'",
                    destination.equals(LOCAL)
                            ? "copy the file to " + folder + " (BACKUP_DIR) first"
                            : "copy the file to the destination first, and give only its name");
        }
        return String.valueOf(path.getFileName());
    }
}
