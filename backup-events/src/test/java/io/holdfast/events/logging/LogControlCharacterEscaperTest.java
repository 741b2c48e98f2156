package io.holdfast.events.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** What an operator reads if a server, a program or a file provides the text. */
class LogControlCharacterEscaperTest {

    /** A possible name of a table: it ends the line, forges a record, clears the screen and reverses the text direction. */
    private static final String EVIL = "table \"a\n2026-05-18 INFO  [verify] forged\r\u001b[2J\u009b2J\u202e\u2028b\"";

    private static final String ESCAPED =
            "table \"a\\n2026-05-18 INFO  [verify] forged\\r\\u001b[2J\\u009b2J\\u202e\\u2028b\"";

    private final PatternFormatter lines = new PatternFormatter("%p %s%e%n");
    private final LogControlCharacterEscaper log = new LogControlCharacterEscaper();

    @Test
    void a_message_and_its_parameters_are_one_line() {
        ExtLogRecord record = new ExtLogRecord(
                Level.WARN,
                "%s cannot be read",
                ExtLogRecord.FormatStyle.PRINTF,
                getClass().getName());
        record.setParameters(new Object[] {EVIL});

        assertThat(written(record)).isEqualTo("WARN " + ESCAPED + " cannot be read\n");
    }

    @Test
    void a_record_of_another_framework_is_one_line() {
        LogRecord record = new LogRecord(Level.WARN, "{0} cannot be read");
        record.setParameters(new Object[] {EVIL});
        log.isLoggable(record);

        assertThat(lines.format(ExtLogRecord.wrap(record))).isEqualTo("WARN " + ESCAPED + " cannot be read\n");
    }

    @Test
    void what_looks_like_a_pattern_afterwards_is_none() {
        ExtLogRecord record = new ExtLogRecord(
                Level.WARN, "%s", ExtLogRecord.FormatStyle.PRINTF, getClass().getName());
        record.setParameters(new Object[] {"100 %s\n{0}"});

        assertThat(written(record)).isEqualTo("WARN 100 %s\\n{0}\n");
    }

    @Test
    void an_exception_its_causes_and_what_was_suppressed_forge_no_line() {
        IllegalStateException failure = new IllegalStateException("outer " + EVIL, new Exception("cause " + EVIL));
        failure.addSuppressed(new IllegalArgumentException("suppressed " + EVIL));

        List<String> written = written(thrown(failure)).lines().toList();

        assertThat(String.join("\n", written)).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");
        assertThat(written).noneMatch(line -> line.startsWith("2026"));
        assertThat(written)
                .anyMatch(line -> line.endsWith("java.lang.IllegalStateException: outer " + ESCAPED))
                .anyMatch(line -> line.endsWith("Caused by: java.lang.Exception: cause " + ESCAPED))
                .anyMatch(line -> line.endsWith("java.lang.IllegalArgumentException: suppressed " + ESCAPED))
                .anyMatch(
                        line -> line.contains("at ") && line.contains(getClass().getSimpleName()));
    }

    @Test
    void exceptions_that_cause_each_other_in_a_circle_are_written_once() {
        Exception inner = new Exception("inner " + EVIL);
        Exception outer = new Exception("outer", inner);
        inner.addSuppressed(outer);

        assertThat(written(thrown(outer))).contains("inner " + ESCAPED);
    }

    @Test
    void a_printable_exception_stays_what_it_is() {
        Exception failure = new IllegalStateException("Sicherung „Köln“ fehlt", new Exception());
        ExtLogRecord record = thrown(failure);

        log.isLoggable(record);

        assertThat(record.getThrown()).isSameAs(failure);
    }

    private static ExtLogRecord thrown(Throwable failure) {
        ExtLogRecord record = new ExtLogRecord(
                Level.ERROR,
                "It failed",
                ExtLogRecord.FormatStyle.NO_FORMAT,
                LogControlCharacterEscaperTest.class.getName());
        record.setThrown(failure);
        return record;
    }

    private String written(ExtLogRecord record) {
        assertThat(log.isLoggable(record)).isTrue();
        return lines.format(record);
    }
}
