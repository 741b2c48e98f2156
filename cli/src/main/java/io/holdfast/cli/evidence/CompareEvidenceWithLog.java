package io.holdfast.cli.evidence;

import io.holdfast.cli.evidence.CollectedEventLogRecords.Found;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a consistent evidence file with the event log of the same period.
 *
 * <p>Only the event log defines the contents of the file. The ranges in the file are claims of its author. They never excuse the absence
 * of a record that was in the log before the file was created.
 */
public final class CompareEvidenceWithLog {

    /** Maximum difference between the broker's clock and the clock of the host that created the file. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private final EvidenceScope evidenceHeader;
    private final Map<String, EvidenceEntry> unseen = new LinkedHashMap<>();
    private final List<String> flaws = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    public CompareEvidenceWithLog(Evidence file) {
        this.evidenceHeader = file.about();
        file.entries().forEach(entry -> unseen.put(entry.place(), entry));
    }

    public EvidenceComparisonResult with(CollectedEventLogRecords log) {
        int withoutRequests = 0;
        for (Found found : log.found()) {
            EvidenceEntry here = unseen.remove(found.entry().place());
            if (here != null) {
                same(here, found.entry());
            } else if (found.entry().time().isBefore(evidenceHeader.until())) {
                if (isOpenlyLeftOut(found.entry().topic())) {
                    withoutRequests++;
                } else {
                    missing(found);
                }
            }
        }
        if (withoutRequests > 0) {
            gaps.add("the file was created without the topic " + Topic.OPERATOR_REQUESTS.topicName() + ", which has "
                    + withoutRequests + " records in the period of the file");
        }
        unseen.values().forEach(entry -> notOnTheLog(entry, log));
        for (EvidenceScope.Range range : log.ranges()) {
            if (range.topic().equals(Topic.BACKUP_EVENTS.topicName()) && range.first() > 0) {
                gaps.add("the event log no longer contains the records before "
                        + EvidenceEntry.placeOf(range.topic(), range.partition(), range.first()));
            }
        }
        return new EvidenceComparisonResult(flaws, gaps);
    }

    private void same(EvidenceEntry here, EvidenceEntry there) {
        if (!here.equals(there)) {
            flaws.add(here.place() + " differs from the record in the event log");
        }
    }

    /** A user without the right to read requests creates a file without them, and the file has a note about it. */
    private boolean isOpenlyLeftOut(String topic) {
        return topic.equals(Topic.OPERATOR_REQUESTS.topicName())
                && !evidenceHeader.notes().isEmpty()
                && evidenceHeader.read().stream()
                        .noneMatch(range -> range.topic().equals(topic));
    }

    private void missing(Found found) {
        String place = found.entry().place();
        boolean readOn = rangeOf(evidenceHeader.read(), found.entry())
                .map(range -> found.entry().offset() < range.next())
                .orElse(false);
        if (readOn || found.appended().isBefore(evidenceHeader.madeAt().minus(SKEW))) {
            flaws.add(place + " is in the event log, but not in the file");
        } else if (found.appended().isBefore(evidenceHeader.madeAt())) {
            gaps.add(place
                    + " was added to the event log in the minute before the file was created, and is not in the file");
        }
    }

    private void notOnTheLog(EvidenceEntry entry, CollectedEventLogRecords log) {
        boolean gone = rangeOf(log.ranges(), entry)
                .map(range -> entry.offset() < range.first())
                .orElse(false);
        if (gone) {
            gaps.add("the event log no longer contains " + entry.place());
        } else {
            flaws.add(entry.place() + " is in the file, but not in the event log");
        }
    }

    private static Optional<EvidenceScope.Range> rangeOf(List<EvidenceScope.Range> ranges, EvidenceEntry entry) {
        return ranges.stream()
                .filter(range -> range.topic().equals(entry.topic()) && range.partition() == entry.partition())
                .findFirst();
    }
}
