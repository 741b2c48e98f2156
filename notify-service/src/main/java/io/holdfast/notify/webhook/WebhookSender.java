package io.holdfast.notify.webhook;

import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.sending.EventSender;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.SinkSettingsException;
import io.holdfast.notify.webhook.WebhookBody.Form;
import io.holdfast.notify.webhook.WebhookResponse.Head;
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
public class WebhookSender implements EventSender {

    /** So much of a body is read, so that the connection can be used again; no more, however much is sent. */
    private static final int MOST_OF_AN_ANSWER = 16 * 1024;

    private final WebhookClients clients;
    private final Clock clock;
    private final WebhookResponse response;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("webhook-deadlines").unstarted(work));

    WebhookSender(WebhookClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.response = new WebhookResponse(clock);
    }

    @Override
    public DeliveryResult send(Sink sink, DeliveryPayload payload) {
        try {
            return post(sink, request(sink, payload));
        } catch (SinkSettingsException trouble) {
            return DeliveryResult.Failed.because(String.valueOf(trouble.getMessage()));
        }
    }

    private HttpPost request(Sink sink, DeliveryPayload payload) {
        SinkAddress address = sink.address().get();
        List<WebhookSigningKey> keys = sink.keys().get();
        Form form = WebhookBody.of(sink.format(), payload);
        HttpPost post = new HttpPost(address.uri());
        post.setEntity(new ByteArrayEntity(form.bytes(), ContentType.parse(form.contentType())));
        sink.headers().forEach(post::setHeader);
        long timestamp = clock.instant().getEpochSecond();
        // Also where nothing is signed: by its id a receiver knows what it has already.
        post.setHeader("webhook-id", payload.messageId());
        post.setHeader("webhook-timestamp", timestamp);
        if (!keys.isEmpty()) {
            post.setHeader(
                    "webhook-signature", WebhookSignature.of(keys, payload.messageId(), timestamp, form.bytes()));
        }
        return post;
    }

    /** A read timeout alone would be put off by every byte of a receiver that dribbles. */
    private DeliveryResult post(Sink sink, HttpPost request) {
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, sink.timeout().toMillis(), TimeUnit.MILLISECONDS);
        AtomicReference<@Nullable DeliveryResult> said = new AtomicReference<>();
        try {
            return clients.of(sink).execute(request, answer -> read(request, answer, said));
        } catch (IOException e) {
            DeliveryResult known = said.get();
            if (known != null) {
                // Its status has arrived; what breaks off behind it makes no second delivery of it.
                return known;
            }
            return request.isCancelled() ? tooLong(sink) : DeliveryResult.Failed.because(WebhookErrorDiagnosis.of(e));
        } catch (IllegalStateException e) {
            // The client's own, where the deadline takes a connection from it between two steps.
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
                "no answer within " + sink.timeout().toMillis() + " ms");
    }

    private DeliveryResult read(
            HttpPost request, ClassicHttpResponse answer, AtomicReference<@Nullable DeliveryResult> said)
            throws IOException {
        Head head = new Head(answer.getCode(), uri(request), header(answer, "Retry-After"), header(answer, "Location"));
        said.set(response.outcome(head, new byte[0]));
        DeliveryResult outcome = response.outcome(head, body(request, answer));
        said.set(outcome);
        return outcome;
    }

    /** What can be read of it. The client would read the rest before it closes the connection, so it is taken from it. */
    private static byte[] body(HttpPost request, ClassicHttpResponse answer) throws IOException {
        HttpEntity entity = answer.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream body = entity.getContent()) {
            byte[] bytes = body.readNBytes(MOST_OF_AN_ANSWER);
            if (bytes.length == MOST_OF_AN_ANSWER) {
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
            throw new IllegalStateException("it was made of a URI", e);
        }
    }
}
