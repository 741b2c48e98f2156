package io.holdfast.events.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.logging.Handler;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

/** A running service filters its log without any setting. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "log_test"))
class LogControlCharacterEscaperIT {

    @Test
    void the_console_of_a_service_writes_one_line_for_a_message_and_its_exception() {
        List<ConsoleHandler> consoles = Stream.of(
                        LogContext.getLogContext().getLogger("").getHandlers())
                .flatMap(LogControlCharacterEscaperIT::withChildren)
                .filter(ConsoleHandler.class::isInstance)
                .map(ConsoleHandler.class::cast)
                .toList();

        assertThat(consoles).isNotEmpty().allSatisfy(console -> {
            ExtLogRecord record = new ExtLogRecord(
                    Level.FATAL,
                    "forged\n\u001b[2J",
                    ExtLogRecord.FormatStyle.NO_FORMAT,
                    getClass().getName());
            record.setThrown(new IllegalStateException("outer", new Exception("cause\nforged")));

            assertThat(console.isLoggable(record)).isTrue();

            assertThat(record.getFormattedMessage()).isEqualTo("forged\\n\\u001b[2J");
            assertThat(record.getThrown().getCause()).hasToString("java.lang.Exception: cause\\nforged");
        });
    }

    private static Stream<Handler> withChildren(Handler handler) {
        return handler instanceof ExtHandler extended
                ? Stream.concat(
                        Stream.of(handler),
                        Stream.of(extended.getHandlers()).flatMap(LogControlCharacterEscaperIT::withChildren))
                : Stream.of(handler);
    }
}
