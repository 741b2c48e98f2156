/** What a service writes into its own log. */
@NullMarked
package io.holdfast.events.logging;

import org.jspecify.annotations.NullMarked;
