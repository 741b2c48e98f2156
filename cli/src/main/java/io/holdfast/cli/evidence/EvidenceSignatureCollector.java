package io.holdfast.cli.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.await.EventLogRecord;
import io.holdfast.events.OperatorEvent.EvidenceSigned;
import io.holdfast.events.codec.MessageTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the signatures of one head from the event log. */
public final class EvidenceSignatureCollector implements Consumer<EventLogRecord> {

    private static final String TYPE = MessageTypes.typeOf(EvidenceSigned.class);

    private final String head;
    private final List<SignedEvidenceHead> found = new ArrayList<>();

    public EvidenceSignatureCollector(String head) {
        this.head = head;
    }

    @Override
    public void accept(EventLogRecord record) {
        if (record.event().contains(TYPE)) {
            JsonNode data = CanonicalJson.read(record.event()).path("data");
            if (data.path("head").asText().equals(head)) {
                SignedEvidenceHead.parse(CanonicalJson.text(data)).ifPresent(found::add);
            }
        }
    }

    public List<SignedEvidenceHead> found() {
        return List.copyOf(found);
    }
}
