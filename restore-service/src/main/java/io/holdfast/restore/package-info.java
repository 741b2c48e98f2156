/** Getting a backup back: planned first, then carried out exactly as planned. */
@NullMarked
package io.holdfast.restore;

import org.jspecify.annotations.NullMarked;
