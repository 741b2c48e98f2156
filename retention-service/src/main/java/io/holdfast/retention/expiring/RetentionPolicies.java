package io.holdfast.retention.expiring;

import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;

/** The policies in effect. */
public interface RetentionPolicies {

    /** Empty if the database is not, or no longer, configured. Nothing of such a database is deleted. */
    Optional<RetentionPolicy> of(DatabaseId database);

    List<RetentionPolicy> all();
}
