package io.holdfast.events.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;

/** The header of W3C Trace Context; the codec accepts no other value. */
final class TraceParentHeader {

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    private TraceParentHeader() {}

    /** A context in which new spans are children of this one; a new trace starts if there is none. */
    static Context context(Optional<String> parent) {
        return parent.map(TraceParentHeader::remote)
                .map(remote -> Context.root().with(Span.wrap(remote)))
                .orElseGet(Context::root);
    }

    private static SpanContext remote(String text) {
        return SpanContext.createFromRemoteParent(
                text.substring(TRACE_ID, SPAN_ID - 1),
                text.substring(SPAN_ID, FLAGS - 1),
                TraceFlags.fromHex(text, FLAGS),
                TraceState.getDefault());
    }

    /** Empty if nothing is recorded and there was no parent. */
    static Optional<String> of(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? Optional.of("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex())
                : Optional.empty();
    }
}
