package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.cli.terminal.TextStyle;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.text.AmountText;

/** A restore's plan, for a person: what stands in its way first, then all else in the order in which it is read. */
final class RestorePlanText {

    private final CommandContext session;
    private final ResultPrinter results;

    RestorePlanText(CommandContext session) {
        this.session = session;
        this.results = new ResultPrinter(session.screen());
    }

    void print(RestorePlanned plan) {
        if (!plan.obstacles().isEmpty()) {
            results.field(TextStyle.BAD.on(session.screen(), "NOT POSSIBLE"), "as things are:");
            plan.obstacles().forEach(obstacle -> results.field("", "  - " + obstacle.text()));
        }
        results.field("plan", plan.plan() + ", valid until " + AmountText.instant(plan.validUntil()));
        results.field("way", way(plan));
        results.field("backup", plan.backup() + " of " + plan.database());
        results.field("from", plan.copy().toString());
        plan.findings().forEach(finding -> results.field("", "  - " + finding.text()));
    }

    /** What can be typed now. */
    void next(RestorePlanned plan) {
        results.field(
                "next", plan.obstacles().isEmpty() ? approval(plan) : "remove what stands in the way, and plan again");
    }

    static String approval(RestorePlanned plan) {
        return "holdfast restore --approve " + plan.plan()
                + (plan.mode().equals("in_place") ? " --confirm " + plan.target() : "");
    }

    private static String way(RestorePlanned plan) {
        return switch (plan.mode()) {
            case "fresh" -> "into a fresh database, " + plan.target() + "; the live one is not touched";
            case "swap" ->
                "beside the live database, and then in its place: " + plan.target()
                        + "; the old one is kept under another name";
            case "in_place" -> "INTO THE LIVE DATABASE " + plan.target() + ", in one transaction";
            default -> plan.mode() + ", " + plan.target();
        };
    }
}
