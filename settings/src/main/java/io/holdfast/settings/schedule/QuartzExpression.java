package io.holdfast.settings.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;

/** A cron expression with six or seven fields, starting with the second, as parsed by the scheduler of the services' framework. */
public final class QuartzExpression {

    /** The hint for an invalid value. */
    public static final String HINT =
            "Set six fields such as '0 0 4 * * ?': second, minute, hour, day, month, day of the week.";

    private static final CronDefinition QUARTZ = CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ);

    private QuartzExpression() {}

    /** @throws IllegalArgumentException with the reason, if the expression is not valid */
    public static void parse(String text) {
        new CronParser(QUARTZ).parse(text.strip()).validate();
    }
}
