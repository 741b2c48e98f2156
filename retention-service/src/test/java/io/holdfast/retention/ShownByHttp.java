package io.holdfast.retention;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads the service's HTTP API. */
final class ShownByHttp {

    private final URI service;
    private final HttpClient client = HttpClient.newHttpClient();

    ShownByHttp(URI service) {
        this.service = service;
    }

    JsonNode get(String path) {
        try {
            return Json.mapper().readTree(text(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String path) {
        return answer(path).body();
    }

    int status(String path) {
        return answer(path).statusCode();
    }

    String state(BackupId backup) {
        return get("/backups/" + backup).path("state").asText();
    }

    String check(String name) {
        for (JsonNode check : get("/doctor")) {
            if (check.path("name").asText().equals(name)) {
                return check.path("message").asText();
            }
        }
        return "";
    }

    private HttpResponse<String> answer(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
