package io.holdfast.notify.webhook;

import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.notifying.DeliveryResult.Retry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a receiver's answer means. */
final class WebhookResponse {

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Too slow, too early, too often: the same request can be taken later. */
    private static final Set<Integer> LATER = Set.of(408, 425, TOO_MANY_REQUESTS);

    private final Clock clock;

    WebhookResponse(Clock clock) {
        this.clock = clock;
    }

    /**
     * The beginning of an answer.
     *
     * @param asked the URL that gave it
     * @param retryAfter the header's value
     * @param location the header's value
     */
    record Head(int status, URI asked, Optional<String> retryAfter, Optional<String> location) {

        /** Whether the body can say more than the head. */
        boolean isLimit() {
            return status == TOO_MANY_REQUESTS;
        }
    }

    /** @param body as much of it as was read; of use where {@link Head#isLimit()} */
    DeliveryResult outcome(Head head, byte[] body) {
        int status = head.status();
        if (status >= 200 && status < 300) {
            return new DeliveryResult.Delivered("HTTP " + status);
        }
        if (status >= 300 && status < 400) {
            return new DeliveryResult.Failed(
                    RedirectMessage.of(status, head.asked(), head.location()), Optional.empty(), Retry.LIMITED);
        }
        return new DeliveryResult.Failed("HTTP " + status, pause(head, body), retry(status));
    }

    /** A 404 is tried again too: some chats answer it where they limit their callers, and proxies while a receiver starts. */
    private static Retry retry(int status) {
        if (status == GONE) {
            return Retry.NEVER;
        }
        return status >= 500 || status < 200 || LATER.contains(status) ? Retry.SOON : Retry.LIMITED;
    }

    private Optional<Duration> pause(Head head, byte[] body) {
        return head.retryAfter()
                .flatMap(value -> RetryAfterHeader.ofHeader(value, clock.instant()))
                .or(() -> head.isLimit() ? RetryAfterHeader.ofBody(body) : Optional.empty());
    }
}
