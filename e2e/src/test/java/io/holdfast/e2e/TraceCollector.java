package io.holdfast.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A trace collector: receives spans by OTLP over HTTP, and stores them for the tests. */
final class TraceCollector {

    /** A span with the name of the service that sent it. */
    record Received(String service, Span span) {

        String trace() {
            return HexFormat.of().formatHex(span.getTraceId().toByteArray());
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceCollector traceCollector = new TraceCollector(server);
            server.createContext("/v1/traces", traceCollector::take);
            server.start();
            return traceCollector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean isCompressed = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
        try (exchange;
                InputStream body = exchange.getRequestBody();
                InputStream plain = isCompressed ? new GZIPInputStream(body) : body) {
            ExportTraceServiceRequest.parseFrom(plain).getResourceSpansList().forEach(this::keep);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans spans) {
        String service = spans.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(KeyValue::getValue)
                .map(value -> value.getStringValue())
                .findFirst()
                .orElse("");
        spans.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(span -> received.add(new Received(service, span)));
    }

    /** The received spans of one trace. */
    Stream<Received> ofTrace(String trace) {
        return received.stream().filter(one -> one.trace().equals(trace));
    }

    List<Received> all() {
        return List.copyOf(received);
    }
}
