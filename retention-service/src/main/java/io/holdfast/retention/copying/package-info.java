/** Copying: every backup gets the copies that its database's destinations lack. */
@NullMarked
package io.holdfast.retention.copying;

import org.jspecify.annotations.NullMarked;
