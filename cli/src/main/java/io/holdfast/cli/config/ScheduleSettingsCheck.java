package io.holdfast.cli.config;

import io.holdfast.events.BackupKind;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.settings.SettingName;
import io.holdfast.settings.schedule.BackupDeadlineValidator;
import io.holdfast.settings.schedule.MissedRunPolicy;
import io.holdfast.settings.schedule.ParseRecurrence;
import io.holdfast.settings.schedule.QuartzExpression;
import io.holdfast.settings.schedule.TimeZoneParser;
import java.util.Locale;
import java.util.function.Consumer;

/** Checks schedules with the code of scheduler-service. */
final class ScheduleSettingsCheck {

    private static final String DATABASES = "holdfast.databases";
    private static final int KIND = 4;

    private final EffectiveConfigValues configValues;
    private final ConfigFindingCollector configFindings;

    ScheduleSettingsCheck(EffectiveConfigValues configValues, ConfigFindingCollector configFindings) {
        this.configValues = configValues;
        this.configFindings = configFindings;
    }

    void check() {
        configValues.ids(DATABASES).stream()
                .filter(id -> DatabaseId.parse(id).isEmpty())
                .forEach(id -> configFindings.error(
                        configValues.firstLine(DATABASES + "." + id),
                        DATABASES + "." + id,
                        "'" + ControlCharacterSanitizer.shortened(id) + "' is not a database id",
                        "Use 1 to 63 letters (A to Z), digits, '_' and '-'. Set the name on the server with"
                                + " holdfast.databases.<id>.name."));
        configValues
                .entries()
                .filter(entry ->
                        entry.text().startsWith(DATABASES) && !entry.value().isBlank())
                .forEach(this::one);
        configValues
                .entry("holdfast.retention.at")
                .filter(entry -> !entry.value().isBlank())
                .ifPresent(entry ->
                        read(entry, "a Quartz cron expression", QuartzExpression.HINT, QuartzExpression::parse));
    }

    private void one(ConfigEntry entry) {
        SettingName name = entry.name();
        boolean isOfSchedule =
                name.parts().size() > KIND && name.parts().get(KIND - 1).equals("schedules");
        if (isOfSchedule && !isKind(name.parts().get(KIND))) {
            configFindings.error(
                    entry,
                    "unknown kind of backup '"
                            + ControlCharacterSanitizer.shortened(name.parts().get(KIND)) + "'",
                    "Write schedules.full or schedules.schema_only.");
            return;
        }
        if (isOfSchedule && name.parts().size() == KIND + 1) {
            read(entry, "a schedule", ParseRecurrence.HINT, ParseRecurrence::read);
            return;
        }
        switch (name.parts().getLast()) {
            case "time-zone" -> word(entry, "a time zone", TimeZoneParser.HINT, TimeZoneParser::read);
            case "missed-runs" -> word(entry, "a policy for missed runs", MissedRunPolicy.HINT, MissedRunPolicy::parse);
            case "deadline" -> deadline(entry);
            default -> {
                // Other checks cover the settings of other services.
            }
        }
    }

    private static boolean isKind(String written) {
        return BackupKind.parse(written.toLowerCase(Locale.ROOT).replace('-', '_'))
                .isPresent();
    }

    /** Another check reports a value that is not a duration. */
    private void deadline(ConfigEntry entry) {
        configValues
                .duration(entry.text())
                .filter(duration -> !duration.isNegative())
                .ifPresent(duration -> {
                    try {
                        BackupDeadlineValidator.required(duration);
                    } catch (IllegalArgumentException e) {
                        configFindings.error(
                                entry,
                                "the deadline '" + ControlCharacterSanitizer.shortened(entry.value())
                                        + "' is too short",
                                BackupDeadlineValidator.HINT);
                    }
                });
    }

    /** For values whose parser gives no further reason. */
    private void word(ConfigEntry entry, String wanted, String hint, Consumer<String> reader) {
        try {
            reader.accept(entry.value());
        } catch (IllegalArgumentException e) {
            configFindings.error(
                    entry, "'" + ControlCharacterSanitizer.shortened(entry.value()) + "' is not " + wanted, hint);
        }
    }

    private void read(ConfigEntry entry, String wanted, String hint, Consumer<String> reader) {
        try {
            reader.accept(entry.value());
        } catch (IllegalArgumentException e) {
            configFindings.error(
                    entry,
                    "'" + ControlCharacterSanitizer.shortened(entry.value()) + "' is not " + wanted + ": "
                            + ControlCharacterSanitizer.message(e),
                    hint);
        }
    }
}
