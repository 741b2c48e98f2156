/** Sends what is due, oldest first, until it has arrived. */
@NullMarked
package io.holdfast.notify.worker;

import org.jspecify.annotations.NullMarked;
