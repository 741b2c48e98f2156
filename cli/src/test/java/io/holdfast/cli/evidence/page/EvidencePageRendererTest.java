package io.holdfast.cli.evidence.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.evidence.CollectEvidenceEvents;
import io.holdfast.cli.evidence.Evidence;
import io.holdfast.cli.evidence.QuarterOfEvents;
import io.holdfast.cli.evidence.RecordedLog;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RetentionEvent.BackupHeld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvidencePageRendererTest {

    private static final Instant MADE = QuarterOfEvents.BEGIN.plus(Duration.ofDays(92));

    private static Evidence evidence(RecordedLog log, String... notes) {
        CollectEvidenceEvents collectEvents = new CollectEvidenceEvents(QuarterOfEvents.BEGIN, MADE, null);
        log.records().forEach(collectEvents);
        return collectEvents.evidence(MADE, "anna@ops-1", List.of(), List.of(notes));
    }

    /** Written to the build folder, so that a person can look at it. */
    @Test
    void a_quarter_is_one_page_with_four_charts() throws Exception {
        String html = new EvidencePageRenderer(evidence(QuarterOfEvents.told())).html();

        Files.writeString(Path.of("target", "evidence-of-a-quarter.html"), html);
        assertThat(html.split("<svg ", -1)).hasSize(5);
        assertThat(html).contains("181 of 184", "not possible", "prefers-color-scheme: dark", "powernode_production");
    }

    @Test
    void nothing_is_fetched_and_nothing_runs() {
        String html = new EvidencePageRenderer(evidence(QuarterOfEvents.told())).html();

        assertThat(html).doesNotContain("<script", "http:", "https:", "src=", "url(", "@import", "onload");
    }

    @Test
    void text_of_an_event_is_escaped_in_the_page() {
        String evil = "</td><script>alert(1)</script><img src=x onerror='x'>\u202e\u001b[31m";
        BackupHeld held = new BackupHeld(new BackupId(new UUID(1, 2)), new DatabaseId("app"), evil, evil);

        String html =
                new EvidencePageRenderer(evidence(new RecordedLog().tell(QuarterOfEvents.BEGIN, held), evil)).html();

        assertThat(html).doesNotContain("<script", "<img", "\u202e", "\u001b").contains("&lt;script&gt;");
    }

    @Test
    void a_period_without_events_has_a_page() {
        String html = new EvidencePageRenderer(evidence(new RecordedLog())).html();

        assertThat(html)
                .contains("No backup was created in the period.", "No drill was run")
                .doesNotContain("NaN", "Infinity");
    }
}
