package io.holdfast.cli;

import io.holdfast.cli.asking.Accept;
import io.holdfast.cli.asking.Approve;
import io.holdfast.cli.asking.Backup;
import io.holdfast.cli.asking.Cancel;
import io.holdfast.cli.asking.Drill;
import io.holdfast.cli.asking.Hold;
import io.holdfast.cli.asking.ImportFiles;
import io.holdfast.cli.asking.Logs;
import io.holdfast.cli.asking.Rebuild;
import io.holdfast.cli.asking.Release;
import io.holdfast.cli.asking.Restore;
import io.holdfast.cli.asking.RestoreDropKept;
import io.holdfast.cli.asking.RestoreRevert;
import io.holdfast.cli.asking.Verify;
import io.holdfast.cli.config.Config;
import io.holdfast.cli.declare.DeclareKafka;
import io.holdfast.cli.reading.Doctor;
import io.holdfast.cli.reading.Events;
import io.holdfast.cli.reading.ExportEvidence;
import io.holdfast.cli.reading.LifecyclePolicy;
import io.holdfast.cli.reading.ListBackups;
import io.holdfast.cli.reading.Plan;
import io.holdfast.cli.reading.Score;
import io.holdfast.cli.reading.Show;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.stack.Demo;
import io.holdfast.cli.stack.Dev;
import io.holdfast.cli.stack.Down;
import io.holdfast.cli.stack.LogsOf;
import io.holdfast.cli.stack.Status;
import io.holdfast.cli.stack.Up;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The list of all commands, in the order in which the help shows them. */
final class Commands {

    /** For the help page; a command that stands in no group is not shown there. */
    static final Map<String, List<String>> GROUPS = groups();

    private Commands() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Make and look", List.of("backup", "list", "show", "events", "plan", "score", "evidence", "doctor"));
        groups.put("Decide", List.of("hold", "release", "accept", "verify", "cancel", "approve"));
        groups.put("Prepare", List.of("config", "lifecycle-policy", "declare-kafka"));
        groups.put("Recover", List.of("restore", "restore-revert", "restore-drop-kept", "drill", "rebuild", "import"));
        groups.put("Local stack", List.of("demo", "up", "down", "status", "logs", "dev"));
        return groups;
    }

    /** A new command needs one line here and a class annotated with {@code @Command(name = …)}. */
    static void addTo(CommandLine line, Session session, Logs logs) {
        line.addSubcommand(new Backup(session, logs));
        line.addSubcommand(new ListBackups(session));
        line.addSubcommand(new Show(session));
        line.addSubcommand(new Events(session, logs));
        line.addSubcommand(new Plan(session));
        line.addSubcommand(new Score(session));
        line.addSubcommand(new ExportEvidence(session, logs));
        line.addSubcommand(new Doctor(session));
        line.addSubcommand(new Hold(session, logs));
        line.addSubcommand(new Release(session, logs));
        line.addSubcommand(new Accept(session, logs));
        line.addSubcommand(new Verify(session, logs));
        line.addSubcommand(new Cancel(session, logs));
        line.addSubcommand(new Approve(session, logs));
        line.addSubcommand(Config.with(session));
        line.addSubcommand(new LifecyclePolicy(session));
        line.addSubcommand(new DeclareKafka(session));
        line.addSubcommand(new Restore(session, logs));
        line.addSubcommand(new RestoreRevert(session, logs));
        line.addSubcommand(new RestoreDropKept(session, logs));
        line.addSubcommand(new Drill(session, logs));
        line.addSubcommand(new Rebuild(session, logs));
        line.addSubcommand(new ImportFiles(session, logs));
        line.addSubcommand(new Demo(session, logs));
        line.addSubcommand(new Up(session));
        line.addSubcommand(new Down(session));
        line.addSubcommand(new Status(session));
        line.addSubcommand(new LogsOf(session));
        line.addSubcommand(new Dev(session));
    }
}
