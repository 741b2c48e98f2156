/** Work that is claimed under a lease and takes longer than the handling of a record. */
@NullMarked
package io.holdfast.events.lease;

import org.jspecify.annotations.NullMarked;
