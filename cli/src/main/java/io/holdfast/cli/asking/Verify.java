package io.holdfast.cli.asking;

import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Progress;
import io.holdfast.cli.terminal.Results;
import io.holdfast.cli.waiting.BackupWatch;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.cli.waiting.Goal;
import io.holdfast.cli.waiting.Outcome;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a backup verified again, and waits for the outcome. */
@Command(
        name = "verify",
        description = "Have a backup verified again, and wait for what is found.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:verified",
            "3:rejected",
            "6:proven bad",
            "7:suspicious",
            "8:could not be checked",
            "9:timeout"
        })
public final class Verify implements Callable<Integer> {

    /** The whole artifact is read and decoded. */
    private static final Duration LONG = Duration.ofHours(1);

    private final Session session;
    private final Logs logs;

    @Mixin
    Target target = new Target();

    @Mixin
    Patience patience = new Patience();

    public Verify(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    @Override
    public Integer call() {
        Target.Found found = target.find(session);
        Envelope<VerifyRequested> request = Envelope.of(
                Author.SOURCE,
                UUID.randomUUID().toString(),
                session.clock().instant(),
                new VerifyRequested(found.database(), found.backup(), Author.current()));
        try (EventLog log = logs.open()) {
            if (patience.noWait) {
                log.publish(request);
                return report(found, "requested", ExitCode.OK, "", "");
            }
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS));
            String coordinates = log.publish(request);
            Outcome outcome = new Follow(log, new Progress(session.screen()), session.clock())
                    .until(
                            request.time().plus(patience.orElse(LONG)),
                            new BackupWatch(found.backup(), Goal.VERIFIED),
                            coordinates);
            return report(found, outcome);
        }
    }

    private int report(Target.Found found, Outcome outcome) {
        return report(
                found,
                Endings.word(outcome),
                Endings.exitCode(outcome),
                Endings.message(outcome),
                Endings.hint(outcome, found.backup().toString()));
    }

    private int report(Target.Found found, String word, ExitCode exitCode, String message, String hint) {
        Results results = new Results(session.screen());
        if (session.options().json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("backup", found.backup());
            json.put("database", found.database());
            json.put("outcome", word);
            json.put("exitCode", exitCode.number());
            json.put("message", message);
            results.json(json);
        } else {
            results.field(word, found.toString());
            results.field("why", message);
            results.field("hint", hint);
        }
        return exitCode.number();
    }
}
