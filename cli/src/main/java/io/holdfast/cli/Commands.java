package io.holdfast.cli;

import io.holdfast.cli.commands.read.DoctorCommand;
import io.holdfast.cli.commands.read.EventsCommand;
import io.holdfast.cli.commands.read.ExportEvidenceCommand;
import io.holdfast.cli.commands.read.LifecyclePolicyCommand;
import io.holdfast.cli.commands.read.ListBackupsCommand;
import io.holdfast.cli.commands.read.PlanCommand;
import io.holdfast.cli.commands.read.ScoreCommand;
import io.holdfast.cli.commands.read.ShowCommand;
import io.holdfast.cli.commands.request.AcceptCommand;
import io.holdfast.cli.commands.request.ApproveCommand;
import io.holdfast.cli.commands.request.BackupCommand;
import io.holdfast.cli.commands.request.CancelCommand;
import io.holdfast.cli.commands.request.DrillCommand;
import io.holdfast.cli.commands.request.EventLogFactory;
import io.holdfast.cli.commands.request.HoldCommand;
import io.holdfast.cli.commands.request.ImportFilesCommand;
import io.holdfast.cli.commands.request.RebuildCommand;
import io.holdfast.cli.commands.request.ReleaseCommand;
import io.holdfast.cli.commands.request.RestoreCommand;
import io.holdfast.cli.commands.request.RestoreDropKeptCommand;
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
        groups.put("Back up and inspect", List.of("backup", "list", "show", "events", "plan", "score", "evidence", "doctor"));
        groups.put("Change one backup or plan", List.of("hold", "release", "accept", "verify", "cancel", "approve"));
        groups.put("Configure", List.of("config", "lifecycle-policy", "declare-kafka"));
        groups.put("Recover", List.of("restore", "restore-revert", "restore-drop-kept", "drill", "rebuild", "import"));
        groups.put("Local stack", List.of("demo", "up", "down", "status", "logs", "dev"));
        return groups;
    }

    /** Registers all commands. A new command needs one line here and a class annotated with {@code @Command(name = …)}. */
    static void addTo(CommandLine line, CommandContext session, EventLogFactory eventLogFactory) {
        line.addSubcommand(new BackupCommand(session, eventLogFactory));
        line.addSubcommand(new ListBackupsCommand(session));
        line.addSubcommand(new ShowCommand(session));
        line.addSubcommand(new EventsCommand(session, eventLogFactory));
        line.addSubcommand(new PlanCommand(session));
        line.addSubcommand(new ScoreCommand(session));
        line.addSubcommand(new ExportEvidenceCommand(session, eventLogFactory));
        line.addSubcommand(new DoctorCommand(session));
        line.addSubcommand(new HoldCommand(session, eventLogFactory));
        line.addSubcommand(new ReleaseCommand(session, eventLogFactory));
        line.addSubcommand(new AcceptCommand(session, eventLogFactory));
        line.addSubcommand(new VerifyCommand(session, eventLogFactory));
        line.addSubcommand(new CancelCommand(session, eventLogFactory));
        line.addSubcommand(new ApproveCommand(session, eventLogFactory));
        line.addSubcommand(ConfigCommand.with(session));
        line.addSubcommand(new LifecyclePolicyCommand(session));
        line.addSubcommand(new DeclareKafkaCommand(session));
        line.addSubcommand(new RestoreCommand(session, eventLogFactory));
        line.addSubcommand(new RestoreRevertCommand(session, eventLogFactory));
        line.addSubcommand(new RestoreDropKeptCommand(session, eventLogFactory));
        line.addSubcommand(new DrillCommand(session, eventLogFactory));
        line.addSubcommand(new RebuildCommand(session, eventLogFactory));
        line.addSubcommand(new ImportFilesCommand(session, eventLogFactory));
        line.addSubcommand(new DemoCommand(session, eventLogFactory));
        line.addSubcommand(new UpCommand(session));
        line.addSubcommand(new DownCommand(session));
        line.addSubcommand(new StatusCommand(session));
        line.addSubcommand(new LogsCommand(session));
        line.addSubcommand(new DevCommand(session));
    }
}
