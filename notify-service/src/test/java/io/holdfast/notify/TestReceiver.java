package io.holdfast.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.events.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP receiver with a path for each sink. It responds with 204 by default. */
final class TestReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();

    /** A received request. */
    record Request(
            String method, String path, Map<String, List<String>> headers, byte[] body, boolean accepted, Instant at) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        /** Returns the id of the CloudEvent; empty if the body is not one. */
        String eventId() {
            try {
                return Json.mapper().readTree(body).path("id").asText();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One response. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;

        /** Returns whether this response accepts the request. */
        default boolean accepts() {
            return false;
        }
    }

    TestReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer =
                answers.getOrDefault(path, new ConcurrentLinkedDeque<>()).poll();
        requests.add(new Request(
                exchange.getRequestMethod(),
                path,
                Map.copyOf(exchange.getRequestHeaders()),
                body,
                answer == null || answer.accepts(),
                Instant.now()));
        try (exchange) {
            if (answer == null) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                answer.to(exchange);
            }
        }
    }

    /** Sets the next responses for this path, in order. */
    void answers(String path, Answer... next) {
        answers.computeIfAbsent(path, missing -> new ConcurrentLinkedDeque<>()).addAll(List.of(next));
    }

    /** Accepts all further requests on this path. */
    void accepts(String path) {
        answers.remove(path);
    }

    static Answer status(int status, String... header) {
        return exchange -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    List<Request> accepted(String path) {
        return requests(path).stream().filter(Request::accepted).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
