/** Is this artifact really a backup? What was looked at, what history lets one expect, and the verdict that follows. */
@NullMarked
package io.holdfast.verify.verifying;

import org.jspecify.annotations.NullMarked;
