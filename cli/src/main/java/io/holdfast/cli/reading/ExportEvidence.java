package io.holdfast.cli.reading;

import io.holdfast.cli.asking.Author;
import io.holdfast.cli.asking.Logs;
import io.holdfast.cli.asking.SignHead;
import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.Gather;
import io.holdfast.cli.evidence.SignedHead;
import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Results;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Sha256;
import io.holdfast.events.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes for an auditor what happened, so that a missing or altered event shows; and checks what was written. */
@Command(
        name = "evidence",
        description =
                "Write what happened in a period for an auditor, hash-chained, as JSON and as a page; or check it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written; with --check: whole, and compared",
            "10:broker not reachable",
            "15:with --check: not whole",
            "16:with --check: whole, and not all of it compared"
        })
public final class ExportEvidence implements Callable<Integer> {

    private final Session session;
    private final Logs logs;

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            converter = From.Converter.class,
            defaultValue = "beginning",
            description = "since when: 'beginning' (default), an age such as 90d, a date, or an instant")
    From from = new From.Point(Instant.EPOCH);

    @Option(
            names = "--to",
            paramLabel = "WHEN",
            converter = From.Converter.class,
            defaultValue = "now",
            description = "and before when: 'now' (default), an age, a date, or an instant")
    From to = new From.Point(Instant.EPOCH);

    @Option(names = "--database", paramLabel = "ID", converter = ADatabase.class, description = "only this database's")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where to: FILE.json and FILE.html; with one of these endings, only that")
    @Nullable
    Path out;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "check this JSON file by itself, against the log, and its page if that is beside it")
    @Nullable
    Path check;

    @Option(
            names = "--head",
            paramLabel = "HASH",
            description = "with --check: the last link, as it was written down elsewhere")
    @Nullable
    String head;

    @Option(
            names = "--sign",
            description = "have the head signed by retention-service, published, and written beside the files")
    boolean sign;

    @Option(
            names = "--public-keys",
            paramLabel = "FOLDER",
            description =
                    "with --check: the services' public keys; a head that none of them signed is then not compared")
    @Nullable
    Path publicKeys;

    public ExportEvidence(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    @Override
    public Integer call() {
        if ((out == null) == (check == null)) {
            throw new Complaint(
                    ExitCode.USAGE,
                    "what shall be done with the evidence?",
                    "write it: holdfast evidence --from 90d --out FILE; or check it: holdfast evidence --check FILE.json");
        }
        return check == null
                ? export(EvidenceFiles.of(out))
                : new CheckedEvidence(session, logs, publicKeys).report(check, head);
    }

    private int export(EvidenceFiles files) {
        files.mustBeNew();
        Instant now = session.clock().instant();
        String only = database == null ? null : database.value();
        Gather gather = new Gather(from.before(now), to.before(now), only);
        List<String> notes = new ArrayList<>(read(gather));
        Ledger ledger = Ledger.read(session, only, from.before(now));
        notes.addAll(ledger.notes());
        Evidence evidence = gather.evidence(now, Author.current(), ledger.slots(), notes);
        List<Path> written = new ArrayList<>(files.write(evidence));
        if (sign) {
            written.add(files.writeSignature(SignedHead.of(new SignHead(session, logs)
                    .ask(
                            new Sha256(evidence.head()),
                            only,
                            evidence.about().from(),
                            evidence.about().until(),
                            evidence.entries().size()))));
        }
        report(evidence, written);
        return ExitCode.OK.number();
    }

    private List<String> read(Gather gather) {
        try (EventLog log = logs.open()) {
            gather.read(log.everything(Topic.BACKUP_EVENTS, gather));
            try {
                gather.read(log.everything(Topic.OPERATOR_REQUESTS, gather));
                return List.of();
            } catch (Complaint e) {
                return List.of("what operators asked for could not be read, so who approved a restore is not told: "
                        + e.getMessage());
            }
        }
    }

    private void report(Evidence evidence, List<Path> written) {
        Results results = new Results(session.screen());
        if (session.options().json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("files", written.stream().map(Path::toString).toList());
            json.put("entries", evidence.entries().size());
            json.put("head", evidence.head());
            json.put("notes", evidence.about().notes());
            results.json(json);
            return;
        }
        written.forEach(file -> results.field("written", file.toString()));
        results.field("records", Integer.toString(evidence.entries().size()));
        results.field("head", evidence.head());
        results.field("", "write it down elsewhere: it answers for every record before it");
        evidence.about().notes().forEach(note -> results.field("note", note));
    }
}
