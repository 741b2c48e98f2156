package io.holdfast.retention.http;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.http.PlanView.EntryView;
import io.holdfast.retention.http.PlanView.OfDatabase;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The dry run of expiry: returns the plan itself. */
@Path("/plan")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PlanResource {

    private final PlanPreview planPreview;
    private final Clock clock;

    PlanResource(PlanPreview planPreview, Clock clock) {
        this.planPreview = planPreview;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(summary = "What would be kept and deleted now, and why")
    public PlanView plan(@QueryParam("database") @Nullable String database) {
        List<RetentionPlan> shown = database == null ? planPreview.all() : plansOf(database);
        List<OfDatabase> summaries = shown.stream().map(this::summary).toList();
        return new PlanView(
                summaries.size() == 1 ? summaries.getFirst().plan() : null,
                clock.instant(),
                summaries.stream().anyMatch(OfDatabase::withheld),
                summaries,
                shown.stream()
                        .flatMap(plan -> plan.entries().stream())
                        .map(EntryView::of)
                        .toList());
    }

    private OfDatabase summary(RetentionPlan plan) {
        Optional<RetentionPolicy> policy = planPreview.policyOf(plan.database());
        return new OfDatabase(
                plan.database().value(),
                plan.id().toString(),
                planPreview.isWithheld(plan),
                plan.stored(),
                plan.expiring().size(),
                plan.copiesDue(),
                policy.map(RetentionPolicy::inWords).orElse(""),
                policy.flatMap(RetentionPolicy::remark).orElse(null));
    }

    private List<RetentionPlan> plansOf(String database) {
        List<RetentionPlan> found =
                DatabaseId.parse(database).map(planPreview::of).orElse(List.of());
        if (found.isEmpty()) {
            throw InvalidQueryResponse.unknown(
                    "no database '" + ControlCharacterSanitizer.shortened(database) + "' is configured");
        }
        return found;
    }
}
