/** One stream of bytes into several destinations at once; the slowest is left behind before it can do harm. */
@NullMarked
package io.holdfast.store.fanout;

import org.jspecify.annotations.NullMarked;
