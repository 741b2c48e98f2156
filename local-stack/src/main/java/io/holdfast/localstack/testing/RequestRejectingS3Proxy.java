package io.holdfast.localstack.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A proxy in front of a storage that checks no signatures. It rejects requests as configured, and also requests that
 * real storages of the same type reject. It records all requests.
 */
public final class RequestRejectingS3Proxy implements AutoCloseable {

    private static final Set<String> OWN_TO_A_CONNECTION =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding", "date");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI storage;
    private final String base;
    private final boolean knowsNoSums;
    private final Function<Request, Optional<Refused>> refuses;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** A request, with its path relative to the base. */
    public record Request(String method, String path, String query, Set<String> headers) {

        public boolean hasSums() {
            return headers.stream().anyMatch(Request::isSum);
        }

        static boolean isSum(String header) {
            return header.startsWith("x-amz-checksum-") || header.startsWith("x-amz-sdk-checksum-");
        }

        public boolean hasBytes() {
            return method.equals("PUT") && !headers.contains("x-amz-copy-source");
        }

        public boolean isPart() {
            return method.equals("PUT") && query.contains("partNumber");
        }
    }

    /** A response of the proxy itself. */
    public record Refused(int status, String code) {}

    /** @param base path prefix of the storage, such as {@code /storage/v1}; may be empty */
    public RequestRejectingS3Proxy(URI storage, String base) {
        this(storage, base, false, request -> Optional.empty());
    }

    /** A storage without support for checksum headers: it drops those that it does not reject. */
    public RequestRejectingS3Proxy(URI storage, Function<Request, Optional<Refused>> refuses) {
        this(storage, "", true, refuses);
    }

    private RequestRejectingS3Proxy(
            URI storage, String base, boolean knowsNoSums, Function<Request, Optional<Refused>> refuses) {
        this.knowsNoSums = knowsNoSums;
        this.storage = storage;
        this.base = base;
        this.refuses = refuses;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** The address without the base. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            if (!path.startsWith(base + "/")) {
                answer(exchange, new Refused(404, "NoSuchBucket"));
                return;
            }
            Request request = new Request(
                    exchange.getRequestMethod(),
                    path.substring(base.length()),
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    Set.copyOf(exchange.getRequestHeaders().keySet().stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .toList()));
            requests.add(request);
            Optional<Refused> refused = refuses.apply(request);
            if (refused.isPresent()) {
                answer(exchange, refused.get());
            } else {
                pass(exchange, request, body);
            }
        }
    }

    private static void answer(HttpExchange exchange, Refused refused) throws IOException {
        byte[] text = ("<?xml version=\"1.0\"?><Error><Code>" + refused.code() + "</Code><Message>no</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(refused.status(), isHead ? -1 : text.length);
        if (!isHead) {
            exchange.getResponseBody().write(text);
        }
    }

    private void pass(HttpExchange exchange, Request request, byte[] body) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        HttpRequest.Builder onwards = HttpRequest.newBuilder(
                        URI.create(storage + request.path() + (query == null ? "" : "?" + query)))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OWN_TO_A_CONNECTION.contains(lower) && !(knowsNoSums && Request.isSum(lower))) {
                values.forEach(value -> onwards.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = sent(onwards.build());
        answer.headers().map().forEach((name, values) -> {
            boolean isLength = name.equalsIgnoreCase("content-length");
            if (!OWN_TO_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) || isLength) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean hasBody = answer.body().length > 0;
        exchange.sendResponseHeaders(answer.statusCode(), hasBody ? answer.body().length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static HttpResponse<byte[]> sent(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
