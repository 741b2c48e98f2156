package io.holdfast.events.tracing;

import io.holdfast.events.BackupRequest;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.OperatorRequest;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Propagates traces through the event log. Between a request and its backup there are a queue, other processes and possibly a restart, so
 * no open span waits in memory. The catalog stores a trace's identity, and a span is created, with its true times, when the work has ended.
 *
 * <p>Called in the transaction that receives or publishes a message. If OpenTelemetry is off, only the trace context of the request is
 * passed on.
 */
@ApplicationScoped
public class TracePropagator {

    private final TraceContextRepository contexts;
    private final Tracer tracer;
    private final Clock clock;

    TracePropagator(
            TraceContextRepository contexts,
            OpenTelemetry telemetry,
            Clock clock,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean isOff) {
        this.contexts = contexts;
        // A merely disabled tracer would create identities of spans that are never exported.
        this.tracer = (isOff ? OpenTelemetry.noop() : telemetry).getTracer("io.holdfast");
        this.clock = clock;
    }

    /** A message was received: its results belong to its trace. Receiving a request is a span. */
    public void received(Envelope<?> envelope) throws SQLException {
        Optional<UUID> about = TraceCorrelationIdResolver.of(envelope);
        if (about.isEmpty()) {
            return;
        }
        Message message = envelope.message();
        Optional<String> parent = Optional.ofNullable(envelope.traceparent());
        Optional<String> known = message instanceof BackupRequest || message instanceof OperatorRequest
                ? reception(message, parent)
                : parent;
        if (known.isPresent()) {
            contexts.store(about.get(), known.get());
        }
    }

    private Optional<String> reception(Message request, Optional<String> parent) {
        Instant now = clock.instant();
        Span span = tracer.spanBuilder("request received")
                .setParent(TraceParentHeader.context(parent))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(now)
                .setAttribute("messaging.destination.name", request.topic().topicName())
                .setAttribute("holdfast.request", request.getClass().getSimpleName())
                .startSpan();
        span.end(now);
        return TraceParentHeader.of(span);
    }

    /** The trace context of a message that is about to be published. */
    public Optional<String> traceparentOf(Message message, Instant at) throws SQLException {
        Optional<String> parent = contextOf(message);
        return CompletedSpan.of(message, at)
                .map(work -> TraceParentHeader.of(span(work, parent)))
                .orElse(parent);
    }

    private Optional<String> contextOf(Message message) throws SQLException {
        Optional<UUID> about = TraceCorrelationIdResolver.of(message);
        Optional<String> own = about.isPresent() ? contexts.of(about.get()) : Optional.empty();
        Optional<UUID> request = TraceCorrelationIdResolver.requestOf(message);
        if (own.isPresent() || request.isEmpty() || about.isEmpty()) {
            return own;
        }
        Optional<String> asked = contexts.of(request.get());
        if (asked.isPresent()) {
            contexts.store(about.get(), asked.get());
        }
        return asked;
    }

    /** Records work that has just ended and that no event has times for. */
    public void did(UUID about, String name, Duration took, Map<String, String> attributes) {
        Instant now = clock.instant();
        try {
            span(new CompletedSpan(name, now.minus(took), now, attributes), contexts.of(about));
        } catch (SQLException e) {
            // A missing span is not a failure; other code reports that the catalog is unavailable.
        }
    }

    private Span span(CompletedSpan work, Optional<String> parent) {
        Span span = one(work, TraceParentHeader.context(parent));
        work.parts().forEach(part -> one(part, TraceParentHeader.context(TraceParentHeader.of(span))));
        return span;
    }

    private Span one(CompletedSpan work, Context parent) {
        Span span = tracer.spanBuilder(work.name())
                .setParent(parent)
                .setStartTimestamp(work.begun())
                .startSpan();
        work.attributes().forEach(span::setAttribute);
        work.error().ifPresent(error -> span.setStatus(StatusCode.ERROR, error));
        span.end(work.ended());
        return span;
    }
}
