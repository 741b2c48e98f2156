package io.holdfast.events.text;

import io.holdfast.events.OperatorEvent;
import io.holdfast.events.OperatorEvent.CatalogueDiverged;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.OperatorEvent.EvidenceSigned;
import io.holdfast.events.OperatorEvent.ExpiryWithheld;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.OperatorEvent.RequestRejected;

/** Texts of events about operators' requests and Holdfast's own catalog. */
final class OperatorEventFormatter {

    private OperatorEventFormatter() {}

    static String of(OperatorEvent event) {
        return switch (event) {
            case RequestRejected e -> e.type() + " refused" + EventSummaryFormatter.because(e.message());
            case ExpiryWithheld e ->
                "plan " + e.plan() + " would delete " + e.backups() + " backups and waits for approval"
                        + EventSummaryFormatter.because(e.reason());
            case PlanApproved e ->
                "plan " + e.plan() + " approved by " + UnverifiedRequesterName.name(e.by())
                        + EventSummaryFormatter.because(e.reason());
            case CatalogueRebuilt e ->
                "catalog rebuilt: " + e.backups() + " backups, " + e.added() + " of them added, " + e.held() + " held"
                        + EventSummaryFormatter.findings(e.findings());
            case EvidenceSigned e ->
                "evidence head " + e.head() + " signed with the key " + e.keyId() + ", requested by "
                        + UnverifiedRequesterName.name(e.by());
            case CatalogueDiverged e -> "THE CATALOG DIVERGES" + EventSummaryFormatter.findings(e.findings());
        };
    }
}
