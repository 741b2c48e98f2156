package io.holdfast.cli;

import io.holdfast.cli.commands.read.BackupScoreCommand;
import io.holdfast.cli.commands.read.DoctorCommand;
import io.holdfast.cli.commands.read.EventsCommand;
import io.holdfast.cli.commands.read.ExportEvidenceCommand;
import io.holdfast.cli.commands.read.LifecyclePolicyCommand;
import io.holdfast.cli.commands.read.ListBackupsCommand;
import io.holdfast.cli.commands.read.RetentionPlanCommand;
import io.holdfast.cli.commands.read.ShowBackupCommand;
import io.holdfast.cli.commands.request.AcceptSuspectedBackupCommand;
import io.holdfast.cli.commands.request.ApproveRetentionPlanCommand;
import io.holdfast.cli.commands.request.BackupCommand;
import io.holdfast.cli.commands.request.CancelCommand;
import io.holdfast.cli.commands.request.DrillCommand;
import io.holdfast.cli.commands.request.DropKeptDatabaseCommand;
import io.holdfast.cli.commands.request.EventLogConnectionFactory;
import io.holdfast.cli.commands.request.HoldCommand;
import io.holdfast.cli.commands.request.ImportDumpFilesCommand;
import io.holdfast.cli.commands.request.RebuildCatalogueCommand;
import io.holdfast.cli.commands.request.ReleaseHoldCommand;
import io.holdfast.cli.commands.request.RestoreCommand;
import io.holdfast.cli.commands.request.RestoreRevertCommand;
import io.holdfast.cli.commands.request.VerifyCommand;
import io.holdfast.cli.config.ConfigCommand;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.declare.DeclareKafkaCommand;
import io.holdfast.cli.stack.DemoCommand;
import io.holdfast.cli.stack.DevCommand;
import io.holdfast.cli.stack.DownCommand;
import io.holdfast.cli.stack.LogsCommand;
import io.holdfast.cli.stack.StatusCommand;
import io.holdfast.cli.stack.UpCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The list of all commands, in the order in which the help shows them. */
final class Commands {

    /** The groups in the help text. A command that is in no group does not appear there. */
    static final Map<String, List<String>> GROUPS = groups();

    private Commands() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Backups", List.of("backup", "list", "show", "events", "plan", "score", "evidence", "doctor"));
        groups.put("Decisions", List.of("hold", "release", "accept", "verify", "cancel", "approve"));
        groups.put("Configuration", List.of("config", "lifecycle-policy", "declare-kafka"));
        groups.put("Recovery", List.of("restore", "restore-revert", "restore-drop-kept", "drill", "rebuild", "import"));
        groups.put("Local stack", List.of("demo", "up", "down", "status", "logs", "dev"));
        return groups;
    }

    /** Registers all commands. A new command needs one line here and a class annotated with {@code @Command(name = …)}. */
    static void addTo(CommandLine line, CommandContext context, EventLogConnectionFactory eventLogFactory) {
        line.addSubcommand(new BackupCommand(context, eventLogFactory));
        line.addSubcommand(new ListBackupsCommand(context));
        line.addSubcommand(new ShowBackupCommand(context));
        line.addSubcommand(new EventsCommand(context, eventLogFactory));
        line.addSubcommand(new RetentionPlanCommand(context));
        line.addSubcommand(new BackupScoreCommand(context));
        line.addSubcommand(new ExportEvidenceCommand(context, eventLogFactory));
        line.addSubcommand(new DoctorCommand(context));
        line.addSubcommand(new HoldCommand(context, eventLogFactory));
        line.addSubcommand(new ReleaseHoldCommand(context, eventLogFactory));
        line.addSubcommand(new AcceptSuspectedBackupCommand(context, eventLogFactory));
        line.addSubcommand(new VerifyCommand(context, eventLogFactory));
        line.addSubcommand(new CancelCommand(context, eventLogFactory));
        line.addSubcommand(new ApproveRetentionPlanCommand(context, eventLogFactory));
        line.addSubcommand(ConfigCommand.with(context));
        line.addSubcommand(new LifecyclePolicyCommand(context));
        line.addSubcommand(new DeclareKafkaCommand(context));
        line.addSubcommand(new RestoreCommand(context, eventLogFactory));
        line.addSubcommand(new RestoreRevertCommand(context, eventLogFactory));
        line.addSubcommand(new DropKeptDatabaseCommand(context, eventLogFactory));
        line.addSubcommand(new DrillCommand(context, eventLogFactory));
        line.addSubcommand(new RebuildCatalogueCommand(context, eventLogFactory));
        line.addSubcommand(new ImportDumpFilesCommand(context, eventLogFactory));
        line.addSubcommand(new DemoCommand(context, eventLogFactory));
        line.addSubcommand(new UpCommand(context));
        line.addSubcommand(new DownCommand(context));
        line.addSubcommand(new StatusCommand(context));
        line.addSubcommand(new LogsCommand(context));
        line.addSubcommand(new DevCommand(context));
    }
}
