package io.holdfast.restoreengine.hooks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Probes an HTTP endpoint (runbook: all services within 30 seconds, {@code /api/v1/health}, a login with a known user).
 *
 * @param method method such as {@code GET} or {@code POST}
 * @param body file to send, if any; it may contain a password, so it is read for each try and never shown
 * @param contentType content type of the body
 * @param status expected status
 */
public record HttpProbe(URI url, String method, Optional<Path> body, String contentType, int status) {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration ONE_TRY = Duration.ofSeconds(5);

    /** Repeats the request until the expected status is returned or the time limit is reached. */
    public RestoreHookResult await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String last = "there was no response";
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(ONE_TRY).build()) {
            do {
                try {
                    int answered = client.send(request(), HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (answered == status) {
                        return new RestoreHookResult.Succeeded();
                    }
                    last = "the last status was " + answered;
                } catch (IOException e) {
                    last = "the last request failed with " + e.getClass().getSimpleName();
                }
            } while (!new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        }
        return new RestoreHookResult.Failed(
                method + " " + url.getPath() + " did not return status " + status + " within " + limit.toSeconds()
                        + " s; " + last,
                "");
    }

    private HttpRequest request() throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url).timeout(ONE_TRY);
        if (body.isPresent()) {
            builder.header("Content-Type", contentType);
            return builder.method(method, HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(body.get())))
                    .build();
        }
        return builder.method(method, HttpRequest.BodyPublishers.noBody()).build();
    }
}
