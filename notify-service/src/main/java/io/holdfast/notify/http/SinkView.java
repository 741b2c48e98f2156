package io.holdfast.notify.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.notify.postgres.DeliveryQueries.SinkLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sink and its status.
 *
 * @param address scheme and host only; absent if the sink is no longer configured
 */
public record SinkView(
        @Nullable String address,
        @Nullable String format,
        List<String> databases,
        List<String> events,
        @JsonUnwrapped SinkLine state) {}
