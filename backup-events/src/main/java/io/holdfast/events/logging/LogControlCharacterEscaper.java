package io.holdfast.events.logging;

import io.holdfast.events.ControlCharacterSanitizer;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Escapes control characters in every record of the service's log: in its message, and in the messages of its exception and all causes.
 * These texts can come from a server, a program or a file, and a line end in one of them would forge a record.
 *
 * <p>It is a filter, not a formatter, so that it applies to plain and JSON output. It never drops a record. The handlers refer to it in
 * {@code META-INF/microprofile-config.properties}.
 */
@LoggingFilter(name = "printable")
public final class LogControlCharacterEscaper implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        ExtLogRecord extended = ExtLogRecord.wrap(record);
        String message = extended.getFormattedMessage();
        if (message != null && !ControlCharacterSanitizer.isPrintable(message)) {
            escape(record, ControlCharacterSanitizer.escaped(message));
        }
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            record.setThrown(SanitizedException.of(thrown));
        }
        return true;
    }

    /** The message is already formatted, so its content must not be treated as a pattern again. */
    private static void escape(LogRecord record, String message) {
        if (record instanceof ExtLogRecord extended) {
            extended.setMessage(message, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            record.setResourceBundle(null);
            record.setMessage(message);
        }
        record.setParameters(null);
    }
}
