package io.holdfast.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.EndpointResolver;
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

/** One service's read-only HTTP. */
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
    public static ServiceClient named(String name, EndpointResolver endpointResolver) {
        URI url = endpointResolver
                .url(name)
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "it is not known where " + name + "-service answers, and no local stack runs here",
                        "start one with 'holdfast up', or say --url " + name + "=http://host:port"));
        return new ServiceClient(name, url, endpointResolver.httpToken());
    }

    /**
     * What the service answers.
     *
     * @return empty where it says that there is no such thing (404)
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

    /** A question that the service does not understand is answered with a {@code message}. */
    private CommandException refusal(HttpResponse<byte[]> response, String path) {
        if (response.statusCode() == 401) {
            return new CommandException(
                    ExitCode.USAGE,
                    name + "-service requires a token for " + path,
                    "set HOLDFAST_HTTP_TOKEN_FILE to a file with the token of its setting holdfast.http.token");
        }
        return response.statusCode() == 400
                ? new CommandException(
                        ExitCode.USAGE,
                        json(response).path("message").asText("the question was not understood"),
                        "see 'holdfast --help'")
                : new CommandException(
                        ExitCode.UNEXPECTED,
                        name + "-service answered " + path + " with status " + response.statusCode(),
                        "see its log: holdfast logs " + name + "-service");
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNEXPECTED,
                    "what answers at " + url + " does not speak JSON",
                    "is this really " + name + "-service?",
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
                name + "-service does not answer at " + url,
                "is it running there? 'holdfast status' tells of the local stack; another is named by --url " + name
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
