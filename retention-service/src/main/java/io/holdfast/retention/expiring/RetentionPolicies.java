package io.holdfast.retention.expiring;

import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;

/** The policies in force. */
public interface RetentionPolicies {

    /** Empty where the database is not configured (any more): nothing of it is ever deleted then. */
    Optional<RetentionPolicy> of(DatabaseId database);

    List<RetentionPolicy> all();
}
