package io.holdfast.settings.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;

/** A cron expression of six or seven fields, which begin with the second, as the scheduler of the services' framework reads it. */
public final class QuartzExpression {

    /** What to write instead. */
    public static final String HINT =
            "Write six fields such as '0 0 4 * * ?': second, minute, hour, day, month, day of the week.";

    private static final CronDefinition QUARTZ = CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ);

    private QuartzExpression() {}

    /** @throws IllegalArgumentException with the reason, if the text is none */
    public static void parse(String text) {
        new CronParser(QUARTZ).parse(text.strip()).validate();
    }
}
