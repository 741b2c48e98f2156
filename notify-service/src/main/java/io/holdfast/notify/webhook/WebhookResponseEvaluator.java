package io.holdfast.notify.webhook;

import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.notifying.DeliveryResult.Retry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Evaluates the response of a receiver. */
final class WebhookResponseEvaluator {

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Status codes for requests that were too slow, too early, or too frequent. They can succeed later. */
    private static final Set<Integer> LATER = Set.of(408, 425, TOO_MANY_REQUESTS);

    private final Clock clock;

    WebhookResponseEvaluator(Clock clock) {
        this.clock = clock;
    }

    /**
     * Status and headers of a response.
     *
     * @param asked the requested URL
     * @param retryAfter value of the Retry-After header
     * @param location value of the Location header
     */
    record Head(int status, URI asked, Optional<String> retryAfter, Optional<String> location) {

        /** Returns whether the body can contain a requested pause. */
        boolean isLimit() {
            return status == TOO_MANY_REQUESTS;
        }
    }

    /** @param body the part of the body that was read; used only if {@link Head#isLimit()} */
    DeliveryResult outcome(Head head, byte[] body) {
        int status = head.status();
        if (status >= 200 && status < 300) {
            return new DeliveryResult.Delivered("HTTP " + status);
        }
        if (status >= 300 && status < 400) {
            return new DeliveryResult.Failed(
                    RedirectRefusalMessage.of(status, head.asked(), head.location()), Optional.empty(), Retry.LIMITED);
        }
        return new DeliveryResult.Failed("HTTP " + status, pause(head, body), retry(status));
    }

    /** Retries 404 too. Some chat services use it for rate limits, and proxies use it while a receiver starts. */
    private static Retry retry(int status) {
        if (status == GONE) {
            return Retry.NEVER;
        }
        return status >= 500 || status < 200 || LATER.contains(status) ? Retry.SOON : Retry.LIMITED;
    }

    private Optional<Duration> pause(Head head, byte[] body) {
        return head.retryAfter()
                .flatMap(value -> RetryAfterHeaderParser.ofHeader(value, clock.instant()))
                .or(() -> head.isLimit() ? RetryAfterHeaderParser.ofBody(body) : Optional.empty());
    }
}
