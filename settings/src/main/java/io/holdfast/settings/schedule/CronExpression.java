package io.holdfast.settings.schedule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A cron expression with the five UNIX fields: minute, hour, day of month, month, day of week.
 *
 * <p>The library computes only local times without clock changes, as if in UTC. The schedule alone decides what a change of the clocks
 * means for a slot.
 */
public final class CronExpression implements Recurrence {

    private static final CronDefinition UNIX = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    private static final int HOUR = 1;

    private final String text;
    private final Cron cron;
    private final ExecutionTime times;

    private CronExpression(String text, Cron cron) {
        this.text = text;
        this.cron = cron;
        this.times = ExecutionTime.forCron(cron);
    }

    /** @throws IllegalArgumentException with a sentence for operators, if the expression is not valid */
    public static CronExpression parse(String text) {
        String tidy = text.strip().replaceAll("\\s+", " ");
        return new CronExpression(tidy, new CronParser(UNIX).parse(tidy).validate());
    }

    @Override
    public List<LocalDateTime> timesBetween(LocalDateTime from, LocalDateTime to) {
        List<LocalDateTime> found = new ArrayList<>();
        ZonedDateTime end = to.atZone(ZoneOffset.UTC);
        Optional<ZonedDateTime> next = times.nextExecution(from.minusSeconds(1).atZone(ZoneOffset.UTC));
        while (next.isPresent() && next.get().isBefore(end)) {
            found.add(next.get().toLocalDateTime());
            next = times.nextExecution(next.get());
        }
        return found;
    }

    /** Whether it has a time in [from, to); 30 February never has one. */
    public boolean everComes(LocalDateTime from, LocalDateTime to) {
        return times.nextExecution(from.minusSeconds(1).atZone(ZoneOffset.UTC))
                .filter(time -> time.isBefore(to.atZone(ZoneOffset.UTC)))
                .isPresent();
    }

    /**
     * Only the hour field decides. An expression with a wildcard minute and specific hours still means "between two and three", and must
     * not lose its day if that hour does not exist.
     */
    @Override
    public boolean countsHours() {
        return text.split(" ", -1)[HOUR].startsWith("*");
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String description() {
        return CronDescriptor.instance(Locale.ENGLISH).describe(cron) + " (" + text + ")";
    }
}
