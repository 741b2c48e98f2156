/** The backup records and other state in the catalog database. */
@NullMarked
package io.holdfast.retention.postgres;

import org.jspecify.annotations.NullMarked;
