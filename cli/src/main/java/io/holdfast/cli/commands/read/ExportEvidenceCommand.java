package io.holdfast.cli.commands.read;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.commands.request.EventLogConnectionFactory;
import io.holdfast.cli.commands.request.RequestEvidenceSignature;
import io.holdfast.cli.commands.request.RequesterNameResolver;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.evidence.CollectEvidenceEvents;
import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.SignedEvidenceHead;
import io.holdfast.cli.terminal.ResultPrinter;
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

/** Writes the events of a period as hash-chained evidence for an auditor, and checks such files. */
@Command(
        name = "evidence",
        description =
                "Write the events of a period for an auditor, as hash-chained JSON and an HTML page; or check such a file.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written; with --check: consistent and fully compared",
            "10:the broker is not reachable",
            "15:with --check: records were removed, altered or moved",
            "16:with --check: consistent, but not fully compared"
        })
public final class ExportEvidenceCommand implements Callable<Integer> {

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = PeriodBoundaryOption.Converter.class,
            defaultValue = "beginning",
            description = "start of the period: 'beginning' (default), an age such as 90d, a date, or an instant")
    PeriodBoundaryOption from = new PeriodBoundaryOption.Point(Instant.EPOCH);

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = PeriodBoundaryOption.Converter.class,
            defaultValue = "now",
            description = "end of the period, exclusive: 'now' (default), an age, a date, or an instant")
    PeriodBoundaryOption to = new PeriodBoundaryOption.Point(Instant.EPOCH);

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "only events of this database")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write FILE.json and FILE.html; with one of these extensions, write only that file")
    @Nullable
    Path out;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description =
                    "check this JSON file, and compare it with the event log and with the HTML page in its folder")
    @Nullable
    Path check;

    @Option(
            names = "--head",
            paramLabel = "HASH",
            description =
                    "with --check: expected head, which is the last link of the hash chain, from your own records")
    @Nullable
    String head;

    @Option(
            names = "--sign",
            description =
                    "have retention-service sign the head and publish the signature; also write the signature to a"
                            + " file")
    boolean sign;

    @Option(
            names = "--public-keys",
            paramLabel = "FOLDER",
            description =
                    "with --check: folder with the services' public keys; if no signature of the head by one of these"
                            + " keys is found, the exit code is 16")
    @Nullable
    Path publicKeys;

    public ExportEvidenceCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
    }

    @Override
    public Integer call() {
        if ((out == null) == (check == null)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "exactly one of --out and --check is required",
                    "to write evidence: holdfast evidence --from 90d --out FILE; to check a file: holdfast evidence --check"
                            + " FILE.json");
        }
        return check == null
                ? export(EvidenceFileWriter.of(out))
                : new EvidenceFileCheck(context, eventLogFactory, publicKeys).report(check, head);
    }

    private int export(EvidenceFileWriter files) {
        files.mustBeNew();
        Instant now = context.clock().instant();
        String only = database == null ? null : database.value();
        CollectEvidenceEvents collectEvents = new CollectEvidenceEvents(from.before(now), to.before(now), only);
        List<String> notes = new ArrayList<>(read(collectEvents));
        ScheduleSlotClient ledger = ScheduleSlotClient.read(context, only, from.before(now));
        notes.addAll(ledger.notes());
        Evidence evidence = collectEvents.evidence(now, RequesterNameResolver.current(), ledger.slots(), notes);
        List<Path> written = new ArrayList<>(files.write(evidence));
        if (sign) {
            written.add(
                    files.writeSignature(SignedEvidenceHead.of(new RequestEvidenceSignature(context, eventLogFactory)
                            .request(
                                    new Sha256(evidence.head()),
                                    only,
                                    evidence.about().from(),
                                    evidence.about().until(),
                                    evidence.entries().size()))));
        }
        report(evidence, written);
        return ExitCode.OK.number();
    }

    private List<String> read(CollectEvidenceEvents collectEvents) {
        try (EventLogConnection log = eventLogFactory.open()) {
            collectEvents.read(log.everything(Topic.BACKUP_EVENTS, collectEvents));
            try {
                collectEvents.read(log.everything(Topic.OPERATOR_REQUESTS, collectEvents));
                return List.of();
            } catch (CommandException e) {
                return List.of("operator requests could not be read, so the approvals of restores are missing: "
                        + e.getMessage());
            }
        }
    }

    private void report(Evidence evidence, List<Path> written) {
        ResultPrinter results = new ResultPrinter(context.screen());
        if (context.options().json()) {
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
        results.field("", "store the head in another place: with it, you can detect any later change of the file");
        evidence.about().notes().forEach(note -> results.field("note", note));
    }
}
