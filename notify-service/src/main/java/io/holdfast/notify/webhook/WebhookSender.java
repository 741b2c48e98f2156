package io.holdfast.notify.webhook;

import io.holdfast.notify.notifying.Address;
import io.holdfast.notify.notifying.Outcome;
import io.holdfast.notify.sending.Parcel;
import io.holdfast.notify.sending.Sender;
import io.holdfast.notify.settings.SettingTrouble;
import io.holdfast.notify.settings.SigningKey;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.webhook.Body.Form;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Posts an event to a sink's URL. */
@ApplicationScoped
public class WebhookSender implements Sender {

    /** Nobody reads what a receiver says beyond its status; so much of it is taken so that the connection can be used again. */
    private static final int MOST_OF_AN_ANSWER = 16 * 1024;

    private final Clients clients;
    private final Clock clock;
    private final Response response;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("webhook-deadlines").unstarted(work));

    WebhookSender(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.response = new Response(clock);
    }

    @Override
    public Outcome send(Sink sink, Parcel parcel) {
        try {
            return post(sink, request(sink, parcel));
        } catch (SettingTrouble trouble) {
            return Outcome.Failed.because(String.valueOf(trouble.getMessage()));
        }
    }

    private HttpPost request(Sink sink, Parcel parcel) {
        Address address = sink.address().get();
        List<SigningKey> keys = sink.keys().get();
        Form form = Body.of(sink.format(), parcel);
        HttpPost post = new HttpPost(address.uri());
        post.setEntity(new ByteArrayEntity(form.bytes(), ContentType.parse(form.contentType())));
        sink.headers().forEach(post::setHeader);
        if (!keys.isEmpty()) {
            long timestamp = clock.instant().getEpochSecond();
            post.setHeader("webhook-id", parcel.messageId());
            post.setHeader("webhook-timestamp", timestamp);
            post.setHeader("webhook-signature", Signature.of(keys, parcel.messageId(), timestamp, form.bytes()));
        }
        return post;
    }

    /** A read timeout alone would be put off by every byte of a receiver that dribbles. */
    private Outcome post(Sink sink, HttpPost request) {
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, sink.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return clients.of(sink).execute(request, this::read);
        } catch (IOException e) {
            return Outcome.Failed.because(
                    request.isCancelled() ? "no answer within " + sink.timeout().toMillis() + " ms" : Trouble.of(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private Outcome read(ClassicHttpResponse answer) throws IOException {
        Outcome outcome = response.outcome(
                answer.getCode(),
                Optional.ofNullable(answer.getFirstHeader("Retry-After")).map(header -> header.getValue()));
        HttpEntity entity = answer.getEntity();
        if (entity != null) {
            try (InputStream body = entity.getContent()) {
                if (body.readNBytes(MOST_OF_AN_ANSWER).length == MOST_OF_AN_ANSWER) {
                    answer.close();
                }
            } catch (IOException e) {
                // It has said what counts.
                answer.close();
            }
        }
        return outcome;
    }
}
