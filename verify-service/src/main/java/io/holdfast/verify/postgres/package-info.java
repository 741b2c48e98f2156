/** PostgreSQL repositories and queries of verify-service, in its own schema of the catalog. */
@NullMarked
package io.holdfast.verify.postgres;

import org.jspecify.annotations.NullMarked;
