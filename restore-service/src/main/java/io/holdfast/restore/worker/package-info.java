/** The threads that make plans and carry them out. */
@NullMarked
package io.holdfast.restore.worker;

import org.jspecify.annotations.NullMarked;
