package io.holdfast.events.logging;

import io.holdfast.events.PrintableText;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Escapes control characters in every record of the log: in its message, in the messages of its exception and of all their causes. A
 * server, a program or a file may have written those texts, and a line end in one of them would forge a record.
 *
 * <p>A filter and no formatter, so that lines and JSON are both covered. It lets every record pass. The handlers name it in
 * {@code META-INF/microprofile-config.properties}.
 */
@LoggingFilter(name = "printable")
public final class LogSanitizer implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        ExtLogRecord extended = ExtLogRecord.wrap(record);
        String message = extended.getFormattedMessage();
        if (message != null && !PrintableText.isPrintable(message)) {
            escape(record, PrintableText.escaped(message));
        }
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            record.setThrown(SanitizedException.of(thrown));
        }
        return true;
    }

    /** The message is whole now: what stands in it is no pattern any more. */
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
