package io.holdfast.notify.webhook;

import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.sending.NotificationSender;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.SinkSettingsException;
import io.holdfast.notify.webhook.WebhookBodyRenderer.Form;
import io.holdfast.notify.webhook.WebhookResponseEvaluator.Head;
import io.holdfast.settings.sink.SinkAddress;
import io.holdfast.settings.sink.WebhookSigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Posts an event to a sink's URL. */
@ApplicationScoped
public class WebhookSender implements NotificationSender {

    /** Maximum number of bytes of a response body that are read, so that the connection can be reused. */
    private static final int MAX_RESPONSE_BYTES = 16 * 1024;

    private final WebhookHttpClientFactory clients;
    private final Clock clock;
    private final WebhookResponseEvaluator response;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("webhook-deadlines").unstarted(work));

    WebhookSender(WebhookHttpClientFactory clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.response = new WebhookResponseEvaluator(clock);
    }

    @Override
    public DeliveryResult send(Sink sink, DeliveryPayload payload) {
        try {
            return post(sink, request(sink, payload));
        } catch (SinkSettingsException e) {
            return DeliveryResult.Failed.because(String.valueOf(e.getMessage()));
        }
    }

    private HttpPost request(Sink sink, DeliveryPayload payload) {
        SinkAddress address = sink.address().get();
        List<WebhookSigningKey> keys = sink.keys().get();
        Form form = WebhookBodyRenderer.of(sink.format(), payload);
        HttpPost post = new HttpPost(address.uri());
        post.setEntity(new ByteArrayEntity(form.bytes(), ContentType.parse(form.contentType())));
        sink.headers().forEach(post::setHeader);
        long timestamp = clock.instant().getEpochSecond();
        // Is sent without a signature too: the receiver uses the id to detect duplicates.
        post.setHeader("webhook-id", payload.messageId());
        post.setHeader("webhook-timestamp", timestamp);
        if (!keys.isEmpty()) {
            post.setHeader("webhook-signature", WebhookSigner.of(keys, payload.messageId(), timestamp, form.bytes()));
        }
        return post;
    }

    /** Uses a deadline, because each received byte restarts a read timeout. */
    private DeliveryResult post(Sink sink, HttpPost request) {
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, sink.timeout().toMillis(), TimeUnit.MILLISECONDS);
        AtomicReference<@Nullable DeliveryResult> result = new AtomicReference<>();
        try {
            return clients.of(sink).execute(request, answer -> read(request, answer, result));
        } catch (IOException e) {
            DeliveryResult known = result.get();
            if (known != null) {
                // The status has arrived. An error in the body does not change the result.
                return known;
            }
            return request.isCancelled() ? tooLong(sink) : DeliveryResult.Failed.because(WebhookErrorDiagnosis.of(e));
        } catch (IllegalStateException e) {
            // The client throws this if the deadline cancels the request between two steps.
            if (!request.isCancelled()) {
                throw e;
            }
            return tooLong(sink);
        } finally {
            deadline.cancel(false);
        }
    }

    private static DeliveryResult tooLong(Sink sink) {
        return DeliveryResult.Failed.because(
                "no response within " + sink.timeout().toMillis() + " ms");
    }

    private DeliveryResult read(
            HttpPost request, ClassicHttpResponse answer, AtomicReference<@Nullable DeliveryResult> result)
            throws IOException {
        Head head = new Head(answer.getCode(), uri(request), header(answer, "Retry-After"), header(answer, "Location"));
        result.set(response.outcome(head, new byte[0]));
        DeliveryResult outcome = response.outcome(head, body(request, answer));
        result.set(outcome);
        return outcome;
    }

    /** Reads the beginning of the body. Cancels a longer response, because the client would read all of it before it closes. */
    private static byte[] body(HttpPost request, ClassicHttpResponse answer) throws IOException {
        HttpEntity entity = answer.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream body = entity.getContent()) {
            byte[] bytes = body.readNBytes(MAX_RESPONSE_BYTES);
            if (bytes.length == MAX_RESPONSE_BYTES) {
                request.cancel();
            }
            return bytes;
        }
    }

    private static Optional<String> header(ClassicHttpResponse answer, String name) {
        return Optional.ofNullable(answer.getFirstHeader(name)).map(header -> header.getValue());
    }

    private static URI uri(HttpPost request) {
        try {
            return request.getUri();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the request was created from a valid URI", e);
        }
    }
}
