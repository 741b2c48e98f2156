package io.holdfast.events.telling;

import io.holdfast.events.OversightEvent;
import io.holdfast.events.OversightEvent.CatalogueDiverged;
import io.holdfast.events.OversightEvent.CatalogueRebuilt;
import io.holdfast.events.OversightEvent.EvidenceSigned;
import io.holdfast.events.OversightEvent.ExpiryWithheld;
import io.holdfast.events.OversightEvent.PlanApproved;
import io.holdfast.events.OversightEvent.RequestRejected;

/** What is said about requests and about Holdfast's own books. */
final class OversightSentences {

    private OversightSentences() {}

    static String of(OversightEvent event) {
        return switch (event) {
            case RequestRejected e -> e.type() + " refused" + Sentences.because(e.message());
            case ExpiryWithheld e ->
                "plan " + e.plan() + " would delete " + e.backups() + " backups and waits for approval"
                        + Sentences.because(e.reason());
            case PlanApproved e ->
                "plan " + e.plan() + " approved by " + Claimed.name(e.by()) + Sentences.because(e.reason());
            case CatalogueRebuilt e ->
                "books rebuilt: " + e.backups() + " backups, " + e.added() + " of them added, " + e.held() + " held"
                        + Sentences.findings(e.findings());
            case EvidenceSigned e ->
                "head " + e.head() + " of evidence signed by the key " + e.keyId() + ", as " + Claimed.name(e.by())
                        + " asked";
            case CatalogueDiverged e -> "THE BOOKS DIVERGE" + Sentences.findings(e.findings());
        };
    }
}
