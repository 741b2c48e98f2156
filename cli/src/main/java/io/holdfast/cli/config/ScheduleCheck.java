package io.holdfast.cli.config;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.Printable;
import io.holdfast.settings.SettingName;
import io.holdfast.settings.schedule.BackupDeadline;
import io.holdfast.settings.schedule.MissedRuns;
import io.holdfast.settings.schedule.QuartzExpression;
import io.holdfast.settings.schedule.ReadRecurrence;
import io.holdfast.settings.schedule.TimeZones;
import java.util.Locale;
import java.util.function.Consumer;

/** What schedules mean: by the code by which scheduler-service reads them. */
final class ScheduleCheck {

    private static final String DATABASES = "holdfast.databases";
    private static final int KIND = 4;

    private final Values values;
    private final Findings findings;

    ScheduleCheck(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    void check() {
        values.ids(DATABASES).stream()
                .filter(id -> DatabaseId.parse(id).isEmpty())
                .forEach(id -> findings.error(
                        values.firstLine(DATABASES + "." + id),
                        DATABASES + "." + id,
                        "'" + Printable.shortened(id) + "' is not a database id",
                        "Use 1 to 63 letters (A to Z), digits, '_' and '-'; set its name on the server as"
                                + " holdfast.databases.<id>.name."));
        values.entries()
                .filter(entry ->
                        entry.text().startsWith(DATABASES) && !entry.value().isBlank())
                .forEach(this::one);
        values.entry("holdfast.retention.at")
                .filter(entry -> !entry.value().isBlank())
                .ifPresent(entry ->
                        read(entry, "a cron expression of Quartz", QuartzExpression.HINT, QuartzExpression::parse));
    }

    private void one(ConfigEntry entry) {
        SettingName name = entry.name();
        boolean isOfSchedule =
                name.parts().size() > KIND && name.parts().get(KIND - 1).equals("schedules");
        if (isOfSchedule && !isKind(name.parts().get(KIND))) {
            findings.error(
                    entry,
                    "there is no kind of backup '"
                            + Printable.shortened(name.parts().get(KIND)) + "'",
                    "Write schedules.full or schedules.schema_only.");
            return;
        }
        if (isOfSchedule && name.parts().size() == KIND + 1) {
            read(entry, "a schedule", ReadRecurrence.HINT, ReadRecurrence::read);
            return;
        }
        switch (name.parts().getLast()) {
            case "time-zone" -> word(entry, "a time zone", TimeZones.HINT, TimeZones::read);
            case "missed-runs" -> word(entry, "a policy for missed runs", MissedRuns.HINT, MissedRuns::parse);
            case "deadline" -> deadline(entry);
            default -> {
                // Settings of other services are checked elsewhere.
            }
        }
    }

    private static boolean isKind(String written) {
        return Kind.parse(written.toLowerCase(Locale.ROOT).replace('-', '_')).isPresent();
    }

    /** One that is no duration is a finding of its own. */
    private void deadline(ConfigEntry entry) {
        values.duration(entry.text()).filter(duration -> !duration.isNegative()).ifPresent(duration -> {
            try {
                BackupDeadline.required(duration);
            } catch (IllegalArgumentException e) {
                findings.error(
                        entry,
                        "a deadline of '" + Printable.shortened(entry.value()) + "' is too short",
                        BackupDeadline.HINT);
            }
        });
    }

    /** Where the reason would only repeat that it is none. */
    private void word(ConfigEntry entry, String wanted, String hint, Consumer<String> reader) {
        try {
            reader.accept(entry.value());
        } catch (IllegalArgumentException e) {
            findings.error(entry, "'" + Printable.shortened(entry.value()) + "' is not " + wanted, hint);
        }
    }

    private void read(ConfigEntry entry, String wanted, String hint, Consumer<String> reader) {
        try {
            reader.accept(entry.value());
        } catch (IllegalArgumentException e) {
            findings.error(
                    entry,
                    "'" + Printable.shortened(entry.value()) + "' is not " + wanted + ": " + Printable.message(e),
                    hint);
        }
    }
}
