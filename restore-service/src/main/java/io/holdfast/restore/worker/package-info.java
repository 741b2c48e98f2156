/** The threads that make plans and execute them. */
@NullMarked
package io.holdfast.restore.worker;

import org.jspecify.annotations.NullMarked;
