/** The content of a service's own log. */
@NullMarked
package io.holdfast.events.logging;

import org.jspecify.annotations.NullMarked;
