package io.holdfast.dump.postgres;

import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.events.log.JsonColumnConverter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records a completion by SQL: by a worker, by recovery, or from the event log. */
final class DumpRunCompletionWriter {

    static final String SET = "update backup set state = 'completed', attempt = ?, started_at = ?, artifact = ?,"
            + " copies = ?::jsonb, bytes = ?, server_version = ?, client_version = ?, ended_at = ?, worker = null,"
            + " lease_until = null, retry_at = null, failure = null, message = null";

    private DumpRunCompletionWriter() {}

    static @Nullable Object[] values(Completed completed, Instant now, Object... condition) {
        List<Object> values = new ArrayList<>(List.of(
                completed.attempt(),
                completed.startedAt(),
                completed.copies().getFirst().key(),
                JsonColumnConverter.json(completed.copies()),
                completed.bytes(),
                completed.serverVersion(),
                completed.clientVersion(),
                now));
        values.addAll(Arrays.asList(condition));
        return values.toArray();
    }
}
