package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.commands.request.EventLogConnectionFactory;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.evidence.CanonicalJson;
import io.holdfast.cli.evidence.CollectEvidenceEvents;
import io.holdfast.cli.evidence.CompareEvidenceWithLog;
import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.EvidenceComparisonResult;
import io.holdfast.cli.evidence.EvidenceConsistencyCheck;
import io.holdfast.cli.evidence.EvidenceJsonMapper;
import io.holdfast.cli.evidence.EvidenceScope;
import io.holdfast.cli.evidence.EvidenceSignatureCollector;
import io.holdfast.cli.evidence.SignedEvidenceHead;
import io.holdfast.cli.evidence.page.EvidencePageCheck;
import io.holdfast.events.Sha256;
import io.holdfast.events.Topic;
import io.holdfast.events.signing.ServicePublicKeys;
import io.holdfast.events.signing.UnusableSigningKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks that an evidence file is consistent, and that the event log and the HTML page have the same content. */
final class EvidenceFileCheck {

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;
    private final @Nullable Path publicKeys;
    private final List<String> flaws = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    /** @param publicKeys folder of the services' public keys; if it is given, the check requires a signature of the head */
    EvidenceFileCheck(CommandContext context, EventLogConnectionFactory eventLogFactory, @Nullable Path publicKeys) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
        this.publicKeys = publicKeys;
    }

    /** @param named the JSON file, or its HTML page in the same folder */
    int report(Path named, @Nullable String head) {
        Path file = EvidenceFileWriter.jsonOf(named);
        JsonNode json = read(file);
        flaws.addAll(new EvidenceConsistencyCheck(json).byItself());
        if (head != null && !head.equals(json.path("head").asText())) {
            flaws.add("the head of the file differs from the value of --head");
        }
        if (flaws.isEmpty()) {
            Evidence evidence = EvidenceJsonMapper.read(json);
            EvidenceSignatureCollector signed = new EvidenceSignatureCollector(evidence.head());
            compareWithLog(evidence, signed);
            comparePage(EvidenceFileWriter.pageOf(file), evidence);
            checkSignature(EvidenceFileWriter.signatureOf(file), evidence, signed);
        }
        ExitCode end = flaws.isEmpty() ? gaps.isEmpty() ? ExitCode.OK : ExitCode.UNCOMPARED : ExitCode.BROKEN;
        new EvidenceCheckReport(json, flaws, gaps, end).print(context);
        return end.number();
    }

    private static JsonNode read(Path file) {
        try {
            return CanonicalJson.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "cannot read the file " + file + " as JSON",
                    "give the .json file that 'holdfast evidence --out' wrote",
                    e);
        }
    }

    private void compareWithLog(Evidence evidence, EvidenceSignatureCollector signed) {
        EvidenceScope evidenceHeader = evidence.about();
        CollectEvidenceEvents collectEvents =
                new CollectEvidenceEvents(evidenceHeader.from(), evidenceHeader.to(), evidenceHeader.database());
        try (EventLogConnection log = eventLogFactory.open()) {
            collectEvents.read(log.everything(Topic.BACKUP_EVENTS, collectEvents.andThen(signed)));
            requests(log, collectEvents, evidenceHeader);
        } catch (CommandException e) {
            gaps.add("the file was not compared with the event log: " + e.getMessage());
            return;
        }
        add(new CompareEvidenceWithLog(evidence).with(collectEvents.extract()));
    }

    /** An operator may lack the right to read requests. A file that was made without requests does not need them. */
    private void requests(EventLogConnection log, CollectEvidenceEvents collectEvents, EvidenceScope evidenceHeader) {
        String topic = Topic.OPERATOR_REQUESTS.topicName();
        try {
            collectEvents.read(log.everything(Topic.OPERATOR_REQUESTS, collectEvents));
        } catch (CommandException e) {
            if (evidenceHeader.read().stream().anyMatch(range -> range.topic().equals(topic))) {
                throw e;
            }
        }
    }

    private void comparePage(Path page, Evidence evidence) {
        if (!Files.exists(page)) {
            return;
        }
        String name = String.valueOf(page.getFileName());
        try {
            add(EvidencePageCheck.of(Files.readString(page), name, evidence));
        } catch (IOException e) {
            gaps.add("cannot read the file " + name);
        }
    }

    /** Requires a signature in the same folder or in the event log. Both have the same value for a third party. */
    private void checkSignature(Path beside, Evidence evidence, EvidenceSignatureCollector signed) {
        if (publicKeys == null) {
            return;
        }
        try {
            ServicePublicKeys keys = ServicePublicKeys.in(publicKeys);
            Sha256 head = new Sha256(evidence.head());
            Optional<SignedEvidenceHead> file =
                    Files.exists(beside) ? SignedEvidenceHead.parse(Files.readString(beside)) : Optional.empty();
            if (Files.exists(beside)
                    && file.filter(known -> known.signs(head, keys)).isEmpty()) {
                flaws.add(beside.getFileName()
                        + " does not contain a valid signature of the head by a known key of retention-service");
            } else if (file.isEmpty() && signed.found().stream().noneMatch(known -> known.signs(head, keys))) {
                gaps.add("neither the file's folder nor the event log contains a signature of the head by a known key");
            }
        } catch (UnusableSigningKeyException | IOException e) {
            gaps.add("the signature cannot be checked: " + e.getMessage());
        }
    }

    private void add(EvidenceComparisonResult comparison) {
        flaws.addAll(comparison.flaws());
        gaps.addAll(comparison.gaps());
    }
}
