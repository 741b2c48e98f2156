package io.holdfast.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Client of one service's read-only HTTP API. */
public final class ServiceClient {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final String name;
    private final URI url;
    private final Optional<String> token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    private ServiceClient(String name, URI url, Optional<String> token) {
        this.name = name;
        this.url = url;
        this.token = token;
    }

    /** @param name the short name, such as {@code retention} */
    public static ServiceClient named(String name, BrokerAndServiceUrlResolver endpointResolver) {
        URI url = endpointResolver
                .url(name)
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "no URL for " + name + "-service: no local stack is running, and --url was not given",
                        "run 'holdfast up', or set --url " + name + "=http://host:port"));
        return new ServiceClient(name, url, endpointResolver.httpToken());
    }

    /**
     * Sends a GET request.
     *
     * @return the response; empty for status 404
     */
    public Optional<JsonNode> get(String path, Map<String, String> query) {
        HttpResponse<byte[]> response = send(URI.create(url + path + queryString(query)));
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw refusal(response, path);
        }
        return Optional.of(json(response));
    }

    /** A response with status 400 has a {@code message} for the operator. */
    private CommandException refusal(HttpResponse<byte[]> response, String path) {
        if (response.statusCode() == 401) {
            return new CommandException(
                    ExitCode.USAGE,
                    name + "-service requires a token for " + path,
                    "set $HOLDFAST_HTTP_TOKEN_FILE to a file with the value of the service's setting holdfast.http.token");
        }
        return response.statusCode() == 400
                ? new CommandException(
                        ExitCode.USAGE,
                        json(response).path("message").asText(name + "-service rejected the request for " + path),
                        "run the command with --help to see its arguments")
                : new CommandException(
                        ExitCode.UNEXPECTED,
                        name + "-service responded to " + path + " with status " + response.statusCode(),
                        "read its log messages: holdfast logs " + name + "-service");
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNEXPECTED,
                    "the response of " + url + " is not JSON",
                    "check that " + name + "-service listens at this URL",
                    e);
        }
    }

    private HttpResponse<byte[]> send(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(ANSWER).header("Accept", "application/json");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private CommandException unreachable(Exception e) {
        return new CommandException(
                ExitCode.UNREACHABLE,
                name + "-service is not reachable at " + url,
                "run 'holdfast status' to check the local stack, or set the URL of another installation with --url "
                        + name
                        + "=http://host:port",
                e);
    }

    private static String queryString(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
