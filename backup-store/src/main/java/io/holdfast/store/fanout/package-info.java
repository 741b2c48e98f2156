/** Writes one stream of bytes to several destinations at once. A destination that is too slow is dropped before it delays the others. */
@NullMarked
package io.holdfast.store.fanout;

import org.jspecify.annotations.NullMarked;
