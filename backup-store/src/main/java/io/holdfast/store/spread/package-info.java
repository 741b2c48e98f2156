/** One stream of bytes into several destinations at once; the slowest is left behind before it can do harm. */
@NullMarked
package io.holdfast.store.spread;

import org.jspecify.annotations.NullMarked;
