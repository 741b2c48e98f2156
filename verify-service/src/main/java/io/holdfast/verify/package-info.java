/** Trust: is this artifact really a backup? */
@NullMarked
package io.holdfast.verify;

import org.jspecify.annotations.NullMarked;
