package io.holdfast.cli.evidence;

import io.holdfast.cli.evidence.LogExtract.Found;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a file of evidence, whole in itself, with what the log holds for the same period.
 *
 * <p>Only the log says what belongs into the file. The file's own ranges say what its maker claims to have read; they never excuse a
 * record that the log had before the file was made.
 */
public final class CompareEvidenceWithLog {

    /** How far the clock of the machine that made the file may differ from the broker's. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private final EvidenceHeader evidenceHeader;
    private final Map<String, EvidenceEntry> unseen = new LinkedHashMap<>();
    private final List<String> flaws = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    public CompareEvidenceWithLog(Evidence file) {
        this.evidenceHeader = file.about();
        file.entries().forEach(entry -> unseen.put(entry.place(), entry));
    }

    public EvidenceComparison with(LogExtract log) {
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
            gaps.add("the file was made without " + Topic.OPERATOR_REQUESTS.topicName() + ", on which "
                    + withoutRequests + " records are of its period");
        }
        unseen.values().forEach(entry -> notOnTheLog(entry, log));
        for (EvidenceHeader.Range range : log.ranges()) {
            if (range.topic().equals(Topic.BACKUP_EVENTS.topicName()) && range.first() > 0) {
                gaps.add("the log no longer holds what was before "
                        + EvidenceEntry.placeOf(range.topic(), range.partition(), range.first()));
            }
        }
        return new EvidenceComparison(flaws, gaps);
    }

    private void same(EvidenceEntry here, EvidenceEntry there) {
        if (!here.equals(there)) {
            flaws.add(here.place() + " is another event on the log");
        }
    }

    /** Whoever may not read the requests makes a file without them, which says so. */
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
            flaws.add(place + " is on the log, and not in the file");
        } else if (found.appended().isBefore(evidenceHeader.madeAt())) {
            gaps.add(place + " came to the log in the minute before the file was made, and is not in it");
        }
    }

    private void notOnTheLog(EvidenceEntry entry, LogExtract log) {
        boolean gone = rangeOf(log.ranges(), entry)
                .map(range -> entry.offset() < range.first())
                .orElse(false);
        if (gone) {
            gaps.add("the log no longer holds " + entry.place());
        } else {
            flaws.add(entry.place() + " is in the file, and not on the log");
        }
    }

    private static Optional<EvidenceHeader.Range> rangeOf(List<EvidenceHeader.Range> ranges, EvidenceEntry entry) {
        return ranges.stream()
                .filter(range -> range.topic().equals(entry.topic()) && range.partition() == entry.partition())
                .findFirst();
    }
}
