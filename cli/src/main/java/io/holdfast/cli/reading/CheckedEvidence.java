package io.holdfast.cli.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.asking.Logs;
import io.holdfast.cli.evidence.About;
import io.holdfast.cli.evidence.Canonical;
import io.holdfast.cli.evidence.CheckEvidence;
import io.holdfast.cli.evidence.CompareWithLog;
import io.holdfast.cli.evidence.Comparison;
import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.EvidenceFile;
import io.holdfast.cli.evidence.Gather;
import io.holdfast.cli.evidence.SignedHead;
import io.holdfast.cli.evidence.SignedHeads;
import io.holdfast.cli.evidence.page.CheckPage;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.events.Sha256;
import io.holdfast.events.Topic;
import io.holdfast.events.signing.PublicKeys;
import io.holdfast.events.signing.UnreadableKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a file of evidence is whole, whether the log still says the same, and whether its page shows the same. */
final class CheckedEvidence {

    private final Session session;
    private final Logs logs;
    private final @Nullable Path publicKeys;
    private final List<String> flaws = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    /** @param publicKeys folder of the services' keys; where it is given, the head has to be signed */
    CheckedEvidence(Session session, Logs logs, @Nullable Path publicKeys) {
        this.session = session;
        this.logs = logs;
        this.publicKeys = publicKeys;
    }

    /** @param named the JSON file, or the page beside it */
    int report(Path named, @Nullable String head) {
        Path file = EvidenceFiles.jsonOf(named);
        JsonNode json = read(file);
        flaws.addAll(new CheckEvidence(json).byItself());
        if (head != null && !head.equals(json.path("head").asText())) {
            flaws.add("the head is not the one that was written down");
        }
        if (flaws.isEmpty()) {
            Evidence evidence = EvidenceFile.read(json);
            SignedHeads signed = new SignedHeads(evidence.head());
            compareWithLog(evidence, signed);
            comparePage(EvidenceFiles.pageOf(file), evidence);
            checkSignature(EvidenceFiles.signatureOf(file), evidence, signed);
        }
        ExitCode end = flaws.isEmpty() ? gaps.isEmpty() ? ExitCode.OK : ExitCode.UNCOMPARED : ExitCode.BROKEN;
        new CheckReport(json, flaws, gaps, end).print(session);
        return end.number();
    }

    private static JsonNode read(Path file) {
        try {
            return Canonical.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new Complaint(
                    ExitCode.USAGE,
                    "cannot read " + file + " as JSON",
                    "name the .json file that 'holdfast evidence' wrote",
                    e);
        }
    }

    private void compareWithLog(Evidence evidence, SignedHeads signed) {
        About about = evidence.about();
        Gather gather = new Gather(about.from(), about.to(), about.database());
        try (EventLog log = logs.open()) {
            gather.read(log.everything(Topic.BACKUP_EVENTS, gather.andThen(signed)));
            requests(log, gather, about);
        } catch (Complaint e) {
            gaps.add("not compared with the log: " + e.getMessage());
            return;
        }
        add(new CompareWithLog(evidence).with(gather.extract()));
    }

    /** Not everybody may read them; a file that was made without them needs none. */
    private void requests(EventLog log, Gather gather, About about) {
        String topic = Topic.OPERATOR_REQUESTS.topicName();
        try {
            gather.read(log.everything(Topic.OPERATOR_REQUESTS, gather));
        } catch (Complaint e) {
            if (about.read().stream().anyMatch(range -> range.topic().equals(topic))) {
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
            add(CheckPage.of(Files.readString(page), name, evidence));
        } catch (IOException e) {
            gaps.add(name + " cannot be read");
        }
    }

    /** Beside the file, or on the log: for a third party one is as good as the other. */
    private void checkSignature(Path beside, Evidence evidence, SignedHeads signed) {
        if (publicKeys == null) {
            return;
        }
        try {
            PublicKeys keys = PublicKeys.in(publicKeys);
            Sha256 head = new Sha256(evidence.head());
            Optional<SignedHead> file =
                    Files.exists(beside) ? SignedHead.parse(Files.readString(beside)) : Optional.empty();
            if (Files.exists(beside)
                    && file.filter(known -> known.signs(head, keys)).isEmpty()) {
                flaws.add(beside.getFileName() + " is no signature of this file by a known key of retention-service");
            } else if (file.isEmpty() && signed.found().stream().noneMatch(known -> known.signs(head, keys))) {
                gaps.add("no signature of its head by a known key was found, neither beside it nor on the log");
            }
        } catch (UnreadableKey | IOException e) {
            gaps.add("its signature cannot be checked: " + e.getMessage());
        }
    }

    private void add(Comparison comparison) {
        flaws.addAll(comparison.flaws());
        gaps.addAll(comparison.gaps());
    }
}
