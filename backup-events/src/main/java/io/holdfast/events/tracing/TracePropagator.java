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
 * Continues traces through the log. Between a request and its backup lie a queue, other processes and perhaps a restart,
 * so that no span waits open in memory: a trace's identity lies in the catalogue, and a span is made, with its true times,
 * when what it tells is over.
 *
 * <p>Called within the transaction that hears or says something. Where OpenTelemetry is off, a trace that somebody else
 * has begun is passed on, and nothing else is done.
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
        // One that is only disabled makes identities of spans that nobody will ever see.
        this.tracer = (isOff ? OpenTelemetry.noop() : telemetry).getTracer("io.holdfast");
        this.clock = clock;
    }

    /** A message was heard: what follows from it belongs to its trace; a request's reception is a span. */
    public void received(Envelope<?> envelope) throws SQLException {
        Optional<UUID> about = TraceSubject.of(envelope);
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
                .setParent(TraceParent.context(parent))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(now)
                .setAttribute("messaging.destination.name", request.topic().topicName())
                .setAttribute("holdfast.request", request.getClass().getSimpleName())
                .startSpan();
        span.end(now);
        return TraceParent.of(span);
    }

    /** A message is about to be said: the trace that it carries. */
    public Optional<String> traceparentOf(Message message, Instant at) throws SQLException {
        Optional<String> parent = contextOf(message);
        return CompletedSpan.of(message, at)
                .map(work -> TraceParent.of(span(work, parent)))
                .orElse(parent);
    }

    private Optional<String> contextOf(Message message) throws SQLException {
        Optional<UUID> about = TraceSubject.of(message);
        Optional<String> own = about.isPresent() ? contexts.of(about.get()) : Optional.empty();
        Optional<UUID> request = TraceSubject.requestOf(message);
        if (own.isPresent() || request.isEmpty() || about.isEmpty()) {
            return own;
        }
        Optional<String> asked = contexts.of(request.get());
        if (asked.isPresent()) {
            contexts.store(about.get(), asked.get());
        }
        return asked;
    }

    /** Work that no event times by itself, and that has just ended, is told by whoever did it. */
    public void did(UUID about, String name, Duration took, Map<String, String> attributes) {
        Instant now = clock.instant();
        try {
            span(new CompletedSpan(name, now.minus(took), now, attributes), contexts.of(about));
        } catch (SQLException e) {
            // A span is no reason to fail; the catalogue's absence is told elsewhere.
        }
    }

    private Span span(CompletedSpan work, Optional<String> parent) {
        Span span = one(work, TraceParent.context(parent));
        work.parts().forEach(part -> one(part, TraceParent.context(TraceParent.of(span))));
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
