package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.cli.terminal.TextStyle;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.text.HumanReadableAmountFormatter;

/** A restore plan as text, with its obstacles first. */
final class RestorePlanText {

    private final CommandContext context;
    private final ResultPrinter results;

    RestorePlanText(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    void print(RestorePlanned plan) {
        if (!plan.obstacles().isEmpty()) {
            results.field(TextStyle.BAD.on(context.screen(), "NOT POSSIBLE"), "remove these obstacles:");
            plan.obstacles().forEach(obstacle -> results.field("", "  - " + obstacle.text()));
        }
        results.field("plan", plan.plan() + ", valid until " + HumanReadableAmountFormatter.instant(plan.validUntil()));
        results.field("mode", mode(plan));
        results.field("backup", plan.backup() + " of " + plan.database());
        results.field("from", plan.copy().toString());
        plan.findings().forEach(finding -> results.field("", "  - " + finding.text()));
    }

    /** Prints the next command. */
    void next(RestorePlanned plan) {
        results.field("next", plan.obstacles().isEmpty() ? approval(plan) : "remove the obstacles, and plan again");
    }

    static String approval(RestorePlanned plan) {
        return "holdfast restore --approve " + plan.plan()
                + (plan.mode().equals("in_place") ? " --confirm " + plan.target() : "");
    }

    private static String mode(RestorePlanned plan) {
        return switch (plan.mode()) {
            case "fresh" -> "into the new database " + plan.target() + "; the live database does not change";
            case "swap" ->
                "into a new database, which then replaces the live database " + plan.target()
                        + "; the old database is kept under another name";
            case "in_place" -> "INTO THE LIVE DATABASE " + plan.target() + ", in one transaction";
            default -> plan.mode() + ", " + plan.target();
        };
    }
}
