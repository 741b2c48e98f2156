package io.holdfast.notify.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.notify.postgres.DeliveryQueries.SinkLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sink and how it stands.
 *
 * @param address scheme and host alone; absent where the sink is configured no longer
 */
public record SinkView(
        @Nullable String address,
        @Nullable String format,
        List<String> databases,
        List<String> events,
        @JsonUnwrapped SinkLine state) {}
