/** The slot ledger in the catalog, schema {@code scheduler}. */
@NullMarked
package io.holdfast.scheduler.postgres;

import org.jspecify.annotations.NullMarked;
