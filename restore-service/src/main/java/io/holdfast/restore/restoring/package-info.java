/** Domain of restores: plans as pure functions of known facts. */
@NullMarked
package io.holdfast.restore.restoring;

import org.jspecify.annotations.NullMarked;
