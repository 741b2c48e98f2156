/** Work that is claimed under a lease and outlasts the handling of any record. */
@NullMarked
package io.holdfast.events.lease;

import org.jspecify.annotations.NullMarked;
