/** How a service keeps its books with the log: what it heard, how far it read, what it has still to say. */
@NullMarked
package io.holdfast.events.log;

import org.jspecify.annotations.NullMarked;
