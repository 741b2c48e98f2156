/** The slot ledger in the catalogue, schema {@code scheduler}. */
@NullMarked
package io.holdfast.scheduler.postgres;

import org.jspecify.annotations.NullMarked;
