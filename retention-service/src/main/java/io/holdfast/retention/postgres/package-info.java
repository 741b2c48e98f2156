/** The books in the catalogue. */
@NullMarked
package io.holdfast.retention.postgres;

import org.jspecify.annotations.NullMarked;
