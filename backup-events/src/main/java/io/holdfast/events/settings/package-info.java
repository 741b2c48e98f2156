/** Settings that all services read in the same way. */
@NullMarked
package io.holdfast.events.settings;

import org.jspecify.annotations.NullMarked;
