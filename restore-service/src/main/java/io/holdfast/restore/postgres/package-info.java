/** PostgreSQL repositories and queries of restore-service, in its own schema of the catalog. */
@NullMarked
package io.holdfast.restore.postgres;

import org.jspecify.annotations.NullMarked;
